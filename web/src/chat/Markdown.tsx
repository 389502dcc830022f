/* Miri's words: Markdown without raw HTML and without pictures from elsewhere; each block finds its own direction. */
import { memo } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";

/* A list or a table is turned by the words in it, and words in an element with a `dir` of its own would not
   count: so items, cells and paragraphs have none, and find their direction by style (chat.css). */
const components: Components = {
  ul: ({ node: _, ...rest }) => <ul dir="auto" {...rest} />,
  ol: ({ node: _, ...rest }) => <ol dir="auto" {...rest} />,
  h1: ({ node: _, ...rest }) => <h3 dir="auto" {...rest} />,
  h2: ({ node: _, ...rest }) => <h3 dir="auto" {...rest} />,
  h3: ({ node: _, ...rest }) => <h4 dir="auto" {...rest} />,
  pre: ({ node: _, ...rest }) => <pre dir="ltr" {...rest} />,
  code: ({ node: _, ...rest }) => <code dir="ltr" {...rest} />,
  table: ({ node: _, ...rest }) => (
    <div className="table-home" tabIndex={0}>
      <table dir="auto" {...rest} />
    </div>
  ),
  a: ({ node: _, ...rest }) => <a target="_blank" rel="noopener noreferrer" {...rest} />,
  img: ({ alt, src }) => (
    <a href={typeof src === "string" ? src : undefined} target="_blank" rel="noopener noreferrer">
      {alt || src}
    </a>
  ),
};

const plugins = [remarkGfm];

interface Props {
  text: string;
  streaming?: boolean;
}

export const Markdown = memo(function Markdown({ text, streaming = false }: Props) {
  return (
    <div className="words" data-streaming={streaming || undefined}>
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
});
