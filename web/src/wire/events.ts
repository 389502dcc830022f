/* The one event envelope, with what each type carries. `seq` null: sent once, never stored. */
import type { EventData, EventHead } from "./generated";

export type EventType = keyof EventData;

type Envelope<T extends EventType> = EventHead & { type: T; data: EventData[T] };

export type WireEvent = { [T in EventType]: Envelope<T> }[EventType];
