import { Card, EmptyState } from "@shopify/polaris";

/** What stands on the wall when there is nothing on it. */
export function WallEmpty({ isFiltered }: { isFiltered: boolean }) {
  return (
    <Card>
      <EmptyState heading={isFiltered ? "No photo matches" : "No photo waits for you"} image="">
        <p>
          {isFiltered
            ? "Clear the search and choose everybody to see the whole wall."
            : "New orders with a customer's photo appear here as soon as they are placed and assigned to you."}
        </p>
      </EmptyState>
    </Card>
  );
}
