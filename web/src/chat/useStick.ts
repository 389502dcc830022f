/* Keeps the newest words in view while the reader is at the end, and leaves them alone otherwise. */
import { useCallback, useEffect, useRef, useState } from "react";

const NEAR_PX = 60;

export function useStick(key: string | null) {
  const outer = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const [away, setAway] = useState(false);

  const toEnd = useCallback(() => {
    stuck.current = true;
    setAway(false);
    outer.current?.scrollTo({ top: outer.current.scrollHeight });
  }, []);

  useEffect(toEnd, [key, toEnd]);

  useEffect(() => {
    const box = outer.current;
    if (!box || !inner.current) return;
    const onScroll = () => {
      stuck.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
      setAway(!stuck.current);
    };
    const watch = new ResizeObserver(() => {
      if (stuck.current) box.scrollTop = box.scrollHeight;
    });
    watch.observe(inner.current);
    watch.observe(box);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  return { outer, inner, away, toEnd };
}
