/** The files a link stands for: known landing pages, shares and groups become direct links, every other link stays what it is. */
export function unwrapLink(url: URL): string[] {
  const host = url.hostname.replace(/^www\./u, "");
  if (url.pathname.endsWith("/download.html") && url.searchParams.has("uu")) return [uploadKit(url)];
  if (host === "dropbox.com") return [dropbox(url)];
  if (host === "drive.google.com" || host === "docs.google.com") return [googleDrive(url)];
  if (host === "ucarecdn.com" || host.endsWith(".ucarecdn.com") || host.endsWith(".ucarecd.net"))
    return uploadcare(url);
  return [url.href];
}

const ID = /^[\w-]{6,100}$/u;

// UploadKit stores a landing page at cdn.shopify.com; id, upload, modifications and the base64 file name in its query make the file's address.
function uploadKit(url: URL): string {
  const [order, upload, file] = [
    url.searchParams.get("id") ?? "",
    url.searchParams.get("uu") ?? "",
    fromBase64(url.searchParams.get("fi") ?? ""),
  ];
  if (!ID.test(order) || !ID.test(upload) || file === null) return url.href;
  const modifications = /^(-\/[\w/:.,-]{0,200}\/)?$/u.exec(url.searchParams.get("mo") ?? "")?.[0] ?? "";
  return `https://files.getuploadkit.com/${order}/${upload}/${modifications}${encodeURIComponent(file)}?dl=1`;
}

// https://help.dropbox.com/share/force-download: dl=1 answers with the file instead of a page.
function dropbox(url: URL): string {
  const direct = new URL(url.href);
  direct.searchParams.delete("raw");
  direct.searchParams.set("dl", "1");
  return direct.href;
}

function googleDrive(url: URL): string {
  const file = /\/file\/(?:u\/\d+\/)?d\/([\w-]{10,100})/u.exec(url.pathname)?.[1] ?? url.searchParams.get("id");
  if (!file || !/^[\w-]{10,100}$/u.test(file) || url.pathname.includes("/folders/")) return url.href;
  return `https://drive.google.com/uc?export=download&id=${file}`;
}

/** How many files of one group are named: far more than are fetched, and few enough that a thousand groups cost nothing. */
const MOST_OF_GROUP = 100;

// https://uploadcare.com/docs/file-groups: `~N` in an id is a group of N files, each under /nth/i/; preview operations shrink the original.
function uploadcare(url: URL): string[] {
  const group = /^\/([0-9a-f-]{36})~(\d{1,4})\/(?!nth\/)/iu.exec(`${url.pathname.replace(/\/$/u, "")}/`);
  if (group) {
    const files = Array.from({ length: Math.min(Number(group[2]), MOST_OF_GROUP) }, (_, at) => at);
    return files.map((at) => `${url.origin}/${group[1]}~${group[2]}/nth/${at}/`);
  }
  const shrunk = /^(\/[0-9a-f-]{36}(?:~\d+\/nth\/\d+)?\/)-\/(?:preview|resize|scale_crop|smart_resize)\//iu.exec(
    url.pathname,
  );
  return [shrunk ? `${url.origin}${shrunk[1]}` : url.href];
}

function fromBase64(text: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/").replaceAll(" ", "+")), (sign) =>
      sign.charCodeAt(0),
    );
    const name = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return name === "" || /[/\\\p{Cc}]/u.test(name) ? null : name;
  } catch {
    return null;
  }
}
