import { InlineKeyboard } from "grammy";
import type { InlineKeyboardMarkup, MaybeInaccessibleMessage } from "grammy/types";
import type { Answer } from "../../retrieval/index.ts";
import { VOTE_REASONS, type VoteReason } from "../asked-questions.ts";
import type { Translate } from "../interface-language.ts";
import { wellFormed } from "./formatted-text.ts";

/** What the buttons under an answer stand for. */
export interface AnswerButtons {
  questionId: number;
  /** Who asked: in a group the buttons are theirs alone. */
  askerId: number;
  status: Answer["status"];
  vote?: "up" | "down";
  reason?: VoteReason;
  /** Questions that are answered when they are pressed. */
  nearest?: string[];
}

/** What a button says when it is pressed: an action of these, the question, the asker. At most 64 bytes. */
const ACTIONS = ["up", "down", "watch", ...VOTE_REASONS] as const;
export type ButtonAction = (typeof ACTIONS)[number];
const STATUSES: Answer["status"][] = ["answered", "partial", "not-found", "smalltalk"];

/** The buttons under an answer: votes, the reasons of a vote against, and the offer to tell when there is news. */
export function answerKeyboard(buttons: AnswerButtons, translate: Translate): InlineKeyboard | undefined {
  const { status, vote, reason, nearest = [] } = buttons;
  if (status === "smalltalk") return undefined;
  const keyboard = new InlineKeyboard();
  for (const [index, question] of nearest.entries()) {
    keyboard.text(wellFormed(question), `nearest:${index}:${buttons.askerId}`).row();
  }
  if (status !== "answered") keyboard.text(translate("watch"), data("watch", buttons)).row();
  keyboard.text(vote === "up" ? "👍 ✓" : "👍", data("up", buttons));
  keyboard.text(vote === "down" ? "👎 ✓" : "👎", data("down", buttons));
  if (vote === "down") {
    for (const [index, each] of VOTE_REASONS.entries()) {
      if (index % 2 === 0) keyboard.row();
      keyboard.text(`${each === reason ? "✓ " : ""}${translate(`reason-${each}`)}`, data(each, buttons));
    }
  }
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

/** Matches the data of a question's button; its label is the question. */
export const NEAREST_DATA = /^nearest:\d:(\d+)$/;

/** The questions on the buttons under a message, by their data; none when Telegram shows the message no more. */
export function readNearest(message: MaybeInaccessibleMessage | undefined): Map<string, string> {
  const questions = new Map<string, string>();
  for (const button of buttonsOf(message)) {
    if ("callback_data" in button && NEAREST_DATA.test(button.callback_data)) {
      questions.set(button.callback_data, button.text);
    }
  }
  return questions;
}

/** The id of the question that a message answers, read off its buttons. */
export function answeredQuestion(message: MaybeInaccessibleMessage | undefined): number | undefined {
  for (const button of buttonsOf(message)) {
    const match = "callback_data" in button ? BUTTON_DATA.exec(button.callback_data) : null;
    if (match) return readButton(match).questionId;
  }
  return undefined;
}

function buttonsOf(message: MaybeInaccessibleMessage | undefined): InlineKeyboardMarkup["inline_keyboard"][number] {
  return message && "reply_markup" in message ? (message.reply_markup?.inline_keyboard.flat() ?? []) : [];
}
