import { InlineKeyboard } from "grammy";
import type { Answer } from "../../retrieval/index.ts";
import { VOTE_REASONS, type VoteReason } from "../asked-questions.ts";
import type { Translate } from "../interface-language.ts";

/** What the buttons under an answer stand for. */
export interface AnswerButtons {
  questionId: number;
  /** Who asked: in a group the buttons are theirs alone. */
  askerId: number;
  status: Answer["status"];
  vote?: "up" | "down";
  reason?: VoteReason;
}

/** What a button says when it is pressed: an action of these, the question, the asker. At most 64 bytes. */
const ACTIONS = ["up", "down", "watch", ...VOTE_REASONS] as const;
export type ButtonAction = (typeof ACTIONS)[number];
const STATUSES: Answer["status"][] = ["answered", "partial", "not-found", "smalltalk"];

/** The buttons under an answer: votes, the reasons of a vote against, and the offer to tell when there is news. */
export function answerKeyboard(buttons: AnswerButtons, translate: Translate): InlineKeyboard | undefined {
  const { status, vote, reason } = buttons;
  if (status === "smalltalk") return undefined;
  const keyboard = new InlineKeyboard();
  keyboard.text(vote === "up" ? "👍 ✓" : "👍", data("up", buttons));
  keyboard.text(vote === "down" ? "👎 ✓" : "👎", data("down", buttons));
  if (vote === "down") {
    for (const [index, each] of VOTE_REASONS.entries()) {
      if (index % 2 === 0) keyboard.row();
      keyboard.text(`${each === reason ? "✓ " : ""}${translate(`reason-${each}`)}`, data(each, buttons));
    }
  }
  if (status !== "answered") keyboard.row().text(translate("watch"), data("watch", buttons));
  return keyboard;
}

function data(action: ButtonAction, { questionId, askerId, status }: AnswerButtons): string {
  return ["answer", action, questionId, askerId, STATUSES.indexOf(status)].join(":");
}

/** Matches what `answerKeyboard` puts into its buttons. */
export const BUTTON_DATA = new RegExp(`^answer:(${ACTIONS.join("|")}):(\\d+):(\\d+):([0-${STATUSES.length - 1}])$`);

/** Reads a match of `BUTTON_DATA`. */
export function readButton(match: RegExpMatchArray): AnswerButtons & { action: ButtonAction } {
  const [, action, questionId, askerId, status] = match;
  return {
    action: action as ButtonAction,
    questionId: Number(questionId),
    askerId: Number(askerId),
    status: STATUSES[Number(status)] ?? "answered",
  };
}
