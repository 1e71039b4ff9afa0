import { expect, test } from "vitest";
import type { Answer, Inquiry } from "../../retrieval/index.ts";
import { AnsweringQueue, type OtherThread } from "../../retrieval/answering-queue.ts";
import { answerTo } from "../bot/fakes.ts";

const questions = ["一", "二", "三", "四", "五", "六"];

/** A thread that answers when it is told to. */
class HeldThread implements OtherThread {
  readonly asked: string[] = [];
  readonly answers: (() => void)[] = [];
  load = 0;

  async answer({ question }: Inquiry): Promise<Answer> {
    this.asked.push(question);
    this.load++;
    await new Promise<void>((resolve) => this.answers.push(resolve));
    this.load--;
    return answerTo(question, { answer: "there" });
  }
}

function queueWith(thread: OtherThread | null): { queue: AnsweringQueue; here: string[] } {
  const here: string[] = [];
  const answer = async ({ question }: Inquiry) => {
    here.push(question);
    return answerTo(question, { answer: "here" });
  };
  return { queue: new AnsweringQueue(answer, () => thread), here };
}

test("an inquiry that comes alone is answered on this thread", async () => {
  const thread = new HeldThread();
  const { queue } = queueWith(thread);
  for (const question of questions) expect((await queue.answer({ question })).answer).toBe("here");
  expect(thread.asked).toEqual([]);
});

test("of inquiries that come at once the other thread gets two, and one more for each that it answers", async () => {
  const thread = new HeldThread();
  const { queue, here } = queueWith(thread);
  const answers = questions.map((question) => queue.answer({ question }));
  expect((await answers[5]!).answer).toBe("here");
  expect(thread.asked).toEqual(["一", "二"]);
  expect(here).toEqual(["三", "四", "五", "六"]);
  for (const answer of thread.answers) answer();
  const given = await Promise.all(answers);
  expect(given.map(({ question }) => question)).toEqual(questions);
  expect(given.map(({ answer }) => answer)).toEqual(["there", "there", "here", "here", "here", "here"]);
});

test("what the other thread cannot answer is answered here", async () => {
  const broken: OtherThread = { load: 0, answer: () => Promise.reject(new Error("ended")) };
  const { queue } = queueWith(broken);
  const answers = await Promise.all(questions.map((question) => queue.answer({ question })));
  expect(answers.map(({ question, answer }) => [question, answer])).toEqual(questions.map((one) => [one, "here"]));
});

test("a thread that is not ready is given nothing, and without one all are answered here, in their order", async () => {
  const starting = new HeldThread();
  starting.load = Infinity;
  for (const thread of [starting, null]) {
    const { queue, here } = queueWith(thread);
    await Promise.all(questions.map((question) => queue.answer({ question })));
    expect(here).toEqual(questions);
  }
  expect(starting.asked).toEqual([]);
});
