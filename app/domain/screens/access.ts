/** By which page or file a member saw names, addresses, e-mail addresses or phone numbers of customers. */
export const ACCESS_KINDS = ["order", "orders", "search", "issues", "approvals", "fulfilment", "data_file"] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** Each of them as people read it. */
export const ACCESS_WORDS: Record<AccessKind, string> = {
  order: "Order page",
  orders: "List of orders",
  search: "Search",
  issues: "Image/Order Issues",
  approvals: "Customer Approval",
  fulfilment: "Fulfilment Queue",
  data_file: "File with a customer's data",
};

/** So many days it is kept who saw personal data. */
export const ACCESS_KEPT_DAYS = 365;

/** One line of a CSV file; a cell that a spreadsheet would take for a formula is made plain text. */
export function csvLine(cells: readonly string[]): string {
  const plain = cells.map((cell) => `"${cell.replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""')}"`);
  return `${plain.join(",")}\r\n`;
}
