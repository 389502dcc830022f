/* One socket for the whole page: joins a project, says `since`, hands every event on. */
import { io, type Socket } from "socket.io-client";

import type { WireEvent } from "./events";

export interface Line {
  /** Follow a project from here on; the one before is left. */
  follow: (project: string) => void;
}

interface Listener {
  /** The last seq seen; asked for at each (re)connection. */
  since: () => number;
  onEvent: (event: WireEvent) => void;
  onState: (state: "connecting" | "online" | "offline") => void;
  /** The server's log is shorter than what we saw: it was reset, and all must be read again. */
  onReset: () => void;
  /** The server would not have us: it asks for a token we do not hold. */
  onRefused: () => void;
}

interface Ack {
  ok?: boolean;
  seq?: number;
}

const ACK_MS = 8000;
const AGAIN_MS = 1000;

export function openLine(listener: Listener): Line {
  const socket: Socket = io({ transports: ["websocket"], autoConnect: false });
  let project: string | null = null;

  const subscribe = async () => {
    if (!project || !socket.connected) return;
    const asked = project;
    const since = listener.since();
    try {
      const ack = (await socket
        .timeout(ACK_MS)
        .emitWithAck("subscribe", { project_id: asked, since })) as Ack;
      if (asked !== project) return;
      listener.onState("online");
      if (ack.ok === true && typeof ack.seq === "number" && ack.seq < since) listener.onReset();
    } catch {
      if (socket.connected) setTimeout(subscribe, 1000);
    }
  };

  socket.on("connect", subscribe);
  /** The library comes back by itself after a broken line, not after the server hung up. */
  const lost = () => {
    listener.onState("offline");
    if (!socket.active) setTimeout(() => socket.connect(), AGAIN_MS);
  };
  socket.on("disconnect", lost);
  socket.on("connect_error", () => {
    if (!socket.active) listener.onRefused(); // the server answered, and said no
    lost();
  });
  socket.on("event", (event: WireEvent) => {
    if (event.project_id === project) listener.onEvent(event);
  });

  return {
    follow(next) {
      project = next;
      if (socket.connected) void subscribe();
      else socket.connect();
    },
  };
}
