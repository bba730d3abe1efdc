import { useNavigate, useSearchParams } from "@remix-run/react";
import { Select } from "@shopify/polaris";

type Props = { label: string; members: readonly { id: string; name: string; isAway: boolean }[] };

/** Narrows a list to the orders of one member, or of nobody; it stands in the address. Nothing for those who see only their own. */
export function WhoFilter({ label, members }: Props) {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  if (members.length === 0) return null;
  const choose = (who: string) => {
    const later = new URLSearchParams(params);
    later.delete("after");
    if (who) later.set("who", who);
    else later.delete("who");
    navigate(`?${later}`);
  };
  const options = [
    { value: "", label: "Everybody" },
    ...members.map(({ id, name, isAway }) => ({ value: id, label: isAway ? `${name} (away)` : name })),
    { value: "none", label: "Nobody yet" },
  ];
  return <Select label={label} labelInline options={options} value={params.get("who") ?? ""} onChange={choose} />;
}
