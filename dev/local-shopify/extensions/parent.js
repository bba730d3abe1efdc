// On a page of the admin or of a customer's account: gives the frames of extensions what they ask for.
addEventListener("message", async ({ source, data }) => {
  const frame = [...document.querySelectorAll("iframe[data-extension]")].find((one) => one.contentWindow === source);
  if (!frame || frame.dataset.extension !== data?.extension) return;
  if (data.ask === "height") frame.style.height = `${Number(data.height)}px`;
  if (data.ask === "token") {
    const response = await fetch(frame.dataset.tokens, { method: "POST" });
    const { token } = response.ok ? await response.json() : { token: "" };
    // A frame without an origin of its own can only be written to as any.
    source.postMessage({ id: data.id, token }, "*");
  }
});
