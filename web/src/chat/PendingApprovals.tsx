/* Quotes that wait in this conversation and that no message shows (after a reload, or from elsewhere). */
import type { Talk } from "../store/talk";
import type { Block } from "../wire/blocks";
import { ApprovalCard } from "./ApprovalCard";

function shownIds(talk: Talk): Set<string> {
  const calls = talk.live.flatMap((item) => (item.kind === "call" ? [item.call] : []));
  const blocks: Block[] = [
    ...talk.messages.flatMap((m) => [...m.blocks, ...m.tools.flatMap((call) => call.blocks)]),
    ...calls.flatMap((call) => call.blocks),
  ];
  return new Set(blocks.flatMap((block) => (block.kind === "approval" ? [block.approval_id] : [])));
}

export function PendingApprovals({ talk }: { talk: Talk }) {
  if (!talk.pending.length) return null;
  const shown = shownIds(talk);
  return talk.pending
    .filter((approval) => !shown.has(approval.id))
    .map((approval) => <ApprovalCard key={approval.id} approval={approval} />);
}
