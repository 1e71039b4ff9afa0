import type { State } from "./database.ts";

/** Notes that a chat cannot be reached any more: what was kept to be sent to it is dropped, with a reason for the record. */
export async function forgetChat(state: State, chatId: number, reason: string, now: number): Promise<void> {
  await state.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("watches").where("chatId", "=", chatId).execute();
    await transaction.deleteFrom("outgoing").where("chatId", "=", chatId).execute();
    await transaction
      .insertInto("unreachableChats")
      .values({ chatId, reason, since: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** The chat can be reached again. */
export async function welcomeChat(state: State, chatId: number): Promise<void> {
  await state.deleteFrom("unreachableChats").where("chatId", "=", chatId).execute();
}

/** A group became a supergroup, which has another id. Told twice, it changes nothing more. */
export async function moveChat(state: State, from: number, to: number): Promise<void> {
  await state.transaction().execute(async (transaction) => {
    // The same question may be watched under both ids.
    const both = transaction.selectFrom("watches").select("question").where("chatId", "=", to);
    await transaction.deleteFrom("watches").where("chatId", "=", from).where("question", "in", both).execute();
    await transaction.updateTable("watches").set({ chatId: to }).where("chatId", "=", from).execute();
    await transaction.updateTable("outgoing").set({ chatId: to }).where("chatId", "=", from).execute();
  });
}
