/* Answers to choose from. After the conversation has moved on they only tell what was offered. */
import { say } from "../store/say";
import type { Choice } from "../wire/blocks";

export function Choices({ options, fresh }: { options: Choice[]; fresh: boolean }) {
  return (
    <div className="chips" data-past={!fresh || undefined}>
      {options.map((option) => (
        <button
          type="button"
          key={option.send + option.label}
          className="chip"
          dir="auto"
          disabled={!fresh}
          onClick={() => say(option.send)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
