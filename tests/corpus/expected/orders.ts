/** What an order payload says, in words: its number and what became of it, and each line as `id: copies × title, variant [texts]`. */
export type ExpectedOrder = { samples: string[]; order: string; lines: string[] };

/**
 * Every order of the samples, judged by reading the payload: copies are those left after edits and refunds, ids are those of the
 * global id (JSON loses the last digits of the number), an order paid back or never charged is refunded. None of them holds a photo.
 */
export const ORDERS: readonly ExpectedOrder[] = [
  {
    samples: ["rest_fixtures/app-js.2024-10.order.05.json"],
    order: "#1002",
    lines: ["1071823202: 1 × IPod Touch 8GB, Black"],
  },
  {
    samples: [
      "rest_fixtures/app-js.2024-10.order.06.json",
      "rest_fixtures/app-js.2024-10.order.07.json",
      "rest_fixtures/app-js.2024-10.order.08.json",
      "rest_fixtures/app-js.2024-10.order.22.json",
      "rest_fixtures/app-js.2024-10.order.23.json",
      "rest_fixtures/app-js.2024-10.order.24.json",
      "rest_fixtures/app-js.2024-10.order.26.json",
      "rest_fixtures/app-js.2024-10.order.27.json",
      "rest_fixtures/app-js.2024-10.order.28.json",
      "rest_fixtures/app-js.2026-04.order.01.json",
      "rest_fixtures/app-js.2026-04.order.04.json",
      "rest_fixtures/app-js.2026-04.order.07.json",
      "rest_fixtures/app-js.2026-04.order.09.json",
      "rest_fixtures/app-js.2026-04.order.24.json",
      "rest_fixtures/app-js.2026-04.order.25.json",
      "rest_fixtures/app-js.2026-04.order.28.json",
      "rest_fixtures/app-js.2026-04.order.30.json",
      "rest_fixtures/elixir.customers__1__orders.json",
      "rest_fixtures/elixir.orders__1.json",
      "rest_fixtures/node-api.order__res__close.json",
      "rest_fixtures/node-api.order__res__update.json",
    ],
    order: "#1001",
    lines: [
      "466157049: 0 × IPod Nano - 8gb, green [Custom Engraving Front: Happy Birthday; Custom Engraving Back: Merry Christmas]",
      "518995019: 1 × IPod Nano - 8gb, red",
      "703073504: 0 × IPod Nano - 8gb, black",
    ],
  },
  {
    samples: ["rest_fixtures/app-js.2024-10.order.11.json"],
    order: "#1001 refunded",
    lines: [
      "466157049: 0 × IPod Nano - 8gb, green [Custom Engraving Front: Happy Birthday; Custom Engraving Back: Merry Christmas]",
      "518995019: 0 × IPod Nano - 8gb, red",
      "703073504: 0 × IPod Nano - 8gb, black",
    ],
  },
  {
    samples: ["rest_fixtures/app-js.2024-10.order.12.json"],
    order: "#1001 refunded",
    lines: [
      "466157049: 0 × IPod Nano - 8gb, green [Custom Engraving Front: Happy Birthday; Custom Engraving Back: Merry Christmas]",
      "518995019: 1 × IPod Nano - 8gb, red",
      "703073504: 1 × IPod Nano - 8gb, black",
    ],
  },
  {
    samples: ["rest_fixtures/app-js.2024-10.order.13.json"],
    order: "#1002",
    lines: ["1071823207: 3 × Big Brown Bear Boots"],
  },
  {
    samples: ["rest_fixtures/app-js.2024-10.order.15.json"],
    order: "#1002",
    lines: ["1071823206: 1 × IPod Touch 8GB, Black"],
  },
  {
    samples: ["rest_fixtures/app-js.2024-10.order.16.json"],
    order: "#1002",
    lines: ["1071823195: 1 × IPod Touch 8GB, Black, shipped"],
  },
  {
    samples: ["rest_fixtures/app-js.2024-10.order.17.json"],
    order: "#1002",
    lines: ["1071823214: 1 × IPod Touch 8GB, Black"],
  },
  {
    samples: ["rest_fixtures/app-js.2024-10.order.19.json"],
    order: "#1002",
    lines: ["1071823209: 1 × IPod Nano - 8GB, Black, shipped"],
  },
  {
    samples: ["rest_fixtures/app-js.2024-10.order.20.json"],
    order: "#1002",
    lines: ["1071823212: 1 × IPod Touch 8GB, Black"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.10.json"],
    order: "#1001 cancelled",
    lines: [
      "466157049: 0 × IPod Nano - 8gb, green [Custom Engraving Front: Happy Birthday; Custom Engraving Back: Merry Christmas]",
      "518995019: 1 × IPod Nano - 8gb, red",
      "703073504: 0 × IPod Nano - 8gb, black",
    ],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.13.json"],
    order: "#1002",
    lines: ["1071823188: 3 × Big Brown Bear Boots"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.14.json"],
    order: "#1002",
    lines: ["1071823192: 1 × IPod Touch 8GB, Black"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.15.json"],
    order: "#1002",
    lines: ["1071823195: 1 × IPod Touch 8GB, Black"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.16.json"],
    order: "#1002",
    lines: ["1071823184: 1 × IPod Touch 8GB, Black, shipped"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.17.json"],
    order: "#1002",
    lines: ["1071823177: 1 × IPod Touch 8GB, Black"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.18.json"],
    order: "#1002",
    lines: ["1071823187: 1 × IPod Touch 8GB, Black, shipped"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.19.json"],
    order: "#1002",
    lines: ["1071823182: 1 × IPod Nano - 8GB, Black, shipped"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.20.json"],
    order: "#1002",
    lines: ["1071823193: 1 × IPod Touch 8GB, Black"],
  },
  {
    samples: ["rest_fixtures/app-js.2026-04.order.21.json"],
    order: "#1002",
    lines: ["1071823173: 1 × Red Leather Coat", "1071823174: 1 × Blue Suede Shoes", "1071823175: 2 × Raspberry Beret"],
  },
  {
    samples: ["rest_fixtures/elixir.orders.json", "rest_fixtures/python-api.order.json"],
    order: "#1001",
    lines: [
      "466157049: 1 × IPod Nano - 8gb, green [Custom Engraving: Happy Birthday]",
      "518995019: 1 × IPod Nano - 8gb, red",
      "703073504: 1 × IPod Nano - 8gb, black",
    ],
  },
  {
    samples: [
      "rest_fixtures/go-shopify.order.json",
      "rest_fixtures/go-shopify.order_with_transaction.json",
      "rest_fixtures/go-shopify.orders.json",
    ],
    order: "#9999 cancelled refunded",
    lines: ["254721536: 1 × Soda", "5: 1 × Another Beer For Good Times"],
  },
  {
    samples: ["webhook_observed/activepieces.order_created.1.json"],
    order: "#1010",
    lines: ["13925006311734: 1 × The 3p Fulfilled Snowboard"],
  },
  {
    samples: ["webhook_observed/orders.2023-10.1.json"],
    order: "example string",
    lines: [
      "123: 123 × example string, example string",
      "123: 123 × example string",
      "123: 123 × example string, example string",
    ],
  },
  {
    samples: ["webhook_observed/orders.2023-10.2.json", "webhook_observed/orders.2025-04.1.json"],
    order: "example string",
    lines: ["123: 123 × example string"],
  },
  {
    samples: ["webhook_observed/orders.2024-01.1.json"],
    order: "example string",
    lines: [
      "123: 123 × example string",
      "123: 123 × example string",
      "123: 123 × example string, example string",
      "123: 123 × example string, example string",
      "123: 123 × example string",
      "123: 123 × example string",
      "123: 123 × example string",
      "123: 123 × example string, example string",
      "123: 123 × example string",
      "123: 123 × example string",
      "123: 123 × example string",
      "123: 123 × example string",
    ],
  },
  {
    samples: ["webhook_observed/orders.2024-01.2.json"],
    order: "example string",
    lines: [
      "123: 123 × example string, example string [example string: example string; example string: https://www.example.com/]",
      "123: 123 × example string, example string [example string: example string]",
    ],
  },
  {
    samples: ["webhook_observed/orders.2024-04.1.json"],
    order: "example string",
    lines: [
      "123: 123 × example string, example string [example string: example string]",
      "123: 123 × example string, example string [example string: example string]",
    ],
  },
  {
    samples: ["webhook_official/orders__create.2023-10.json", "webhook_official/orders__create.2024-04.json"],
    order: "#9999 cancelled refunded",
    lines: ["866550311766439020: 1 × IPod Nano - 8GB", "141249953214522974: 1 × IPod Nano - 8GB"],
  },
  {
    samples: ["webhook_official/orders__create.2024-07.json", "webhook_official/orders__create.2025-07.json"],
    order: "#9999 cancelled refunded",
    lines: [
      "487817672276298554: 1 × Aviator sunglasses",
      "976318377106520349: 1 × Mid-century lounger",
      "315789986012684393: 1 × Coffee table",
    ],
  },
  {
    samples: ["webhook_official/orders__create.2026-01.json", "webhook_official/orders__create.2026-04.json"],
    order: "#9999 cancelled refunded",
    lines: [
      "487817672276298554: 1 × Aviator sunglasses",
      "789012345678901234: 1 × Lens Protection Plan (2 Year)",
      "890123456789012345: 1 × Premium Leather Case",
      "976318377106520349: 1 × Mid-century lounger",
      "315789986012684393: 1 × Coffee table",
    ],
  },
];
