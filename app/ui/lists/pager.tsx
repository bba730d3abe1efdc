import { InlineStack, Pagination } from "@shopify/polaris";
import { useNavigate, useSearchParams } from "@remix-run/react";

/** Leads to the next page of a list that is paged by key; back is the browser's own way back, and the first page is always near. */
export function Pager({ next }: { next: string | null }) {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const isFirst = !params.has("after");
  if (isFirst && !next) return null;
  return (
    <InlineStack align="center">
      <Pagination
        hasPrevious={!isFirst}
        onPrevious={() => navigate(-1)}
        hasNext={next !== null}
        onNext={() => {
          const later = new URLSearchParams(params);
          later.set("after", next!);
          navigate(`?${later}`);
        }}
        label={isFirst ? "First page" : "Further on"}
      />
    </InlineStack>
  );
}
