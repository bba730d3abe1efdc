import { Card, EmptyState, Page } from "@shopify/polaris";

/** What a member sees whom no admin has given a role yet. */
export function NoRole({ name }: { name: string }) {
  return (
    <Page title="Home">
      <Card>
        <EmptyState heading={`Welcome, ${name}. You have no role yet`} image="">
          <p>
            An admin of this shop has to give you one on the Team page. Tell them that you have opened the app; then
            reload this page.
          </p>
        </EmptyState>
      </Card>
    </Page>
  );
}
