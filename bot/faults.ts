/**
 * One line on a fault, for logs: the message, then those of its causes. grammY wraps a network fault, whose own
 * message holds the request's URL and so the token; every occurrence of the token is taken out.
 */
export function describeFault(fault: unknown, token?: string): string {
  const messages: string[] = [];
  for (let current: unknown = fault; current !== undefined && current !== null && messages.length < 5;) {
    const message = current instanceof Error ? current.message : String(current);
    if (message !== "" && !messages.some((earlier) => earlier.includes(message))) messages.push(message);
    // What says what to do says enough: its causes would only follow the advice.
    if (current instanceof Error && "cure" in current) break;
    current =
      current instanceof Error ? (current.cause ?? ("error" in current ? current.error : undefined)) : undefined;
  }
  const line = messages.join(": ").replaceAll(/\s*\n\s*/g, " ");
  return token ? line.replaceAll(token, "<token>") : line;
}
