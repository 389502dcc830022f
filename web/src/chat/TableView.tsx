/* A table in a message; wide ones scroll sideways by themselves. */
import type { TableBlock } from "../wire/blocks";

export function TableView({ block }: { block: TableBlock }) {
  return (
    <div className="table-home" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {block.columns.map((column, i) => (
              <th key={i} dir="auto" scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} dir="auto">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
