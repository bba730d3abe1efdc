const form = document.querySelector("[data-product-form]");

if (form) {
  const variants = JSON.parse(document.querySelector("[data-variants]").textContent);
  const price = document.querySelector("[data-price]");
  const showPrice = () => {
    const chosen = [...form.querySelectorAll(".choice input:checked")].map((input) => input.value);
    const variant = variants.find(
      ({ options }) => chosen.length > 0 && options.every((value, index) => value === chosen[index]),
    );
    if (variant)
      price.textContent = new Intl.NumberFormat("en-US", {
        style: "currency",
        currency: price.dataset.currency,
      }).format(variant.price);
  };
  form.addEventListener("change", showPrice);
  showPrice();

  for (const input of form.querySelectorAll('input[type="file"]')) {
    input.addEventListener("change", () => {
      const list = input.parentElement.querySelector("[data-previews]");
      list.replaceChildren(
        ...[...input.files].map((file) => {
          const item = document.createElement("li");
          const picture = document.createElement("img");
          picture.alt = "";
          picture.onerror = () => picture.remove();
          picture.src = URL.createObjectURL(file);
          item.append(picture, file.name);
          return item;
        }),
      );
    });
  }
  form.addEventListener("submit", () => {
    const button = form.querySelector("button");
    button.textContent = "Uploading…";
    setTimeout(() => (button.disabled = true));
  });
}
