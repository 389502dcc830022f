/* The one playhead. A video (a cut) or the song's audio drives it; ribbon, caption and shots follow it. */
import { useEffect, useSyncExternalStore } from "react";

type Listener = () => void;

class Playback {
  private element: HTMLMediaElement | null = null;
  private listeners = new Set<Listener>();
  private frame = 0;
  /** Where to go on when the next element arrives (storyboard to film and back). */
  private resume = 0;

  /** Take over an element; returns how to let go of it. */
  attach(element: HTMLMediaElement): () => void {
    this.element = element;
    element.currentTime = this.resume;
    const events = ["play", "pause", "seeked", "timeupdate", "loadedmetadata", "volumechange", "ended"] as const;
    const onChange = () => this.changed();
    for (const name of events) element.addEventListener(name, onChange);
    this.changed();
    return () => {
      this.resume = element.ended ? 0 : element.currentTime;
      for (const name of events) element.removeEventListener(name, onChange);
      element.pause();
      if (this.element === element) this.element = null;
      this.changed();
    };
  }

  get seconds(): number {
    return this.element?.currentTime ?? this.resume;
  }

  get playing(): boolean {
    return this.element !== null && !this.element.paused && !this.element.ended;
  }

  get muted(): boolean {
    return this.element?.muted ?? false;
  }

  toggle(): void {
    const { element } = this;
    if (!element) return;
    if (element.paused || element.ended) element.play().catch(() => this.changed());
    else element.pause();
  }

  mute(): void {
    if (this.element) this.element.muted = !this.element.muted;
  }

  seek(seconds: number): void {
    const to = Math.max(0, seconds);
    this.resume = to;
    if (this.element) this.element.currentTime = to;
    this.changed();
  }

  /** A new project starts at its beginning. */
  rewind(): void {
    this.seek(0);
  }

  subscribe = (listener: Listener): Listener => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private changed(): void {
    for (const listener of this.listeners) listener();
    cancelAnimationFrame(this.frame);
    if (this.playing) this.frame = requestAnimationFrame(() => this.changed());
  }
}

export const playback = new Playback();

export function usePlaying(): boolean {
  return useSyncExternalStore(playback.subscribe, () => playback.playing);
}

export function useMuted(): boolean {
  return useSyncExternalStore(playback.subscribe, () => playback.muted);
}

/** A value read off the playhead; the component renders only when that value changes. */
export function useAt<T extends string | number | boolean | null>(read: (seconds: number) => T): T {
  return useSyncExternalStore(playback.subscribe, () => read(playback.seconds));
}

/** Run on every movement of the playhead, without rendering. */
export function useTick(run: (seconds: number) => void): void {
  useEffect(() => {
    run(playback.seconds);
    const stop = playback.subscribe(() => run(playback.seconds));
    return () => void stop();
  }, [run]);
}
