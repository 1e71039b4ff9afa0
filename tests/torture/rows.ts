import type { Row } from "./row.ts";
import { backlog } from "./rows/backlog.ts";
import { damagedIndex } from "./rows/damaged-index.ts";
import { duplicates } from "./rows/duplicates.ts";
import { killedWhileAnswering } from "./rows/killed-while-answering.ts";
import { killedWhileBuilding } from "./rows/killed-while-building.ts";
import { load } from "./rows/load.ts";
import { outages } from "./rows/outages.ts";
import { twoPollers } from "./rows/two-pollers.ts";
import { fullDisk } from "./rows/full-disk.ts";
import { mutatedFiles } from "./rows/mutated-files.ts";
import { fuzzedMessages } from "./rows/fuzzed-messages.ts";
import { hostileAddresses } from "./rows/hostile-addresses.ts";
import { hostileNames } from "./rows/hostile-names.ts";
import { strangers } from "./rows/strangers.ts";

/** In the order of the report. */
export const rows: readonly Row[] = [
  killedWhileBuilding,
  damagedIndex,
  fullDisk,
  killedWhileAnswering,
  duplicates,
  backlog,
  outages,
  twoPollers,
  load,
  fuzzedMessages,
  mutatedFiles,
  hostileAddresses,
  hostileNames,
  strangers,
];
