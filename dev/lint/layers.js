// The import map of docs/architecture.md. What a layer may not import is said by folder, so that a new folder is refused until it is placed here.

const LAYERS = ["domain", "adapters", "emails", "ui", "services", "jobs", "routes"];

const MAY_IMPORT = {
  adapters: ["domain", "adapters"],
  emails: ["domain", "emails"],
  ui: ["domain", "ui"],
  services: ["domain", "adapters", "services"],
  jobs: ["domain", "services", "adapters", "emails", "jobs"],
  routes: ["domain", "services", "ui", "routes"],
};

const OUTSIDE_APP = {
  regex: "^(\\.\\./)+(dev|tests|prisma|extensions|build)/",
  message: "The app knows nothing of what stands around it.",
};

/** The flat-config entries that hold the map. */
export function mayImport({ ignores }) {
  return [
    {
      files: ["app/**/*.{ts,tsx}"],
      ignores,
      rules: { "no-restricted-imports": ["error", { patterns: [OUTSIDE_APP] }] },
    },
    {
      files: ["app/domain/**/*.ts"],
      ignores,
      rules: {
        "no-restricted-imports": [
          "error",
          { patterns: [{ regex: "^(?!\\./)", message: "The domain imports nothing but itself." }] },
        ],
      },
    },
    ...Object.entries(MAY_IMPORT).map(([layer, allowed]) => ({
      files: [`app/${layer}/**/*.{ts,tsx}`],
      ignores,
      rules: { "no-restricted-imports": ["error", { patterns: [OUTSIDE_APP, notFrom(layer, allowed)] }] },
    })),
  ];
}

function notFrom(layer, allowed) {
  const forbidden = LAYERS.filter((one) => !allowed.includes(one)).map((one) =>
    // Routes authenticate through the one adapter that knows Shopify.
    layer === "routes" && one === "adapters" ? "adapters/(?!shopify/)" : `${one}/`,
  );
  return {
    regex: `^(\\.\\./)+(${forbidden.join("|")})`,
    message: `${layer} may import ${allowed.join(", ")}; nothing else of ours.`,
  };
}
