import { beforeEach, describe, expect, it } from "vitest";
import { Conversations, splitQuestions } from "../../bot/conversations.ts";

describe("A conversation", () => {
  let minute: number;
  let conversations: Conversations;

  beforeEach(() => {
    minute = 0;
    conversations = new Conversations(() => minute * 60_000);
  });

  const say = (messageId: number, ...questions: string[]) =>
    conversations.remember("a", { messageId, text: questions.join(""), questions, replies: [messageId * 10] });

  it("keeps the last five questions, oldest first", () => {
    for (let n = 1; n <= 7; n += 1) say(n, `question ${n}`);
    expect(conversations.history("a")).toEqual([3, 4, 5, 6, 7].map((n) => `question ${n}`));
    expect(conversations.history("b")).toEqual([]);
  });

  it("is forgotten half an hour after each question", () => {
    say(1, "first");
    minute = 20;
    say(2, "second");
    minute = 31;
    expect(conversations.history("a")).toEqual(["second"]);
    minute = 51;
    expect(conversations.history("a")).toEqual([]);
  });

  it("before an edited message is what was asked before it", () => {
    say(1, "first");
    say(2, "second");
    say(3, "third");
    expect(conversations.history("a", 2)).toEqual(["first"]);
  });

  it("continues at the answer or the question that is replied to", () => {
    say(1, "first");
    say(2, "second");
    expect(conversations.topicOf("a", 10)).toEqual(["first"]);
    expect(conversations.topicOf("a", 1)).toEqual(["first"]);
    expect(conversations.topicOf("a", 99)).toBeUndefined();
  });

  it("knows the answers to a message, also after it was edited", () => {
    say(1, "first");
    say(2, "second");
    conversations.remember("a", { messageId: 1, text: "edited", questions: ["first, edited"], replies: [10, 11] });
    expect(conversations.turnOf("a", 1)?.replies).toEqual([10, 11]);
    expect(conversations.history("a")).toEqual(["first, edited", "second"]);
  });
});

describe("The questions of a message", () => {
  it.each([
    { text: "班车什么时候恢复？", questions: ["班车什么时候恢复？"] },
    { text: "班车什么时候恢复？票价多少？谢谢", questions: ["班车什么时候恢复？", "票价多少？"] },
    { text: "我在吉林。班车恢复了吗？? 票价多少？", questions: ["我在吉林。班车恢复了吗？?", "票价多少？"] },
    {
      text: "When does it resume? How do I buy a ticket?",
      questions: ["When does it resume?", "How do I buy a ticket?"],
    },
    { text: "Is https://a.b/?x=1 right? Thanks", questions: ["Is https://a.b/?x=1 right? Thanks"] },
    { text: "???", questions: ["???"] },
    { text: "", questions: [""] },
  ])("of «$text»", ({ text, questions }) => {
    expect(splitQuestions(text)).toEqual(questions);
  });

  it("are at most five, and found at once in a very long message", () => {
    expect(splitQuestions("几点？".repeat(50_000))).toHaveLength(5);
    expect(splitQuestions("?".repeat(100_000))).toHaveLength(1);
  });
});
