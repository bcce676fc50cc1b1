import { defineConfig } from "vitest/config";

// One file that runs anywhere: no chunks, no style sheet of its own, no request to anybody but the gateway.
export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
  build: {
    target: "es2022",
    outDir: process.env.CREDWISE_WIDGET_OUT ?? "../../var/widget",
    emptyOutDir: true,
    rolldownOptions: {
      output: { banner: "/*! Credwise chat widget, MIT licence. Contains Preact, (c) 2015-present Jason Miller, MIT licence. */" },
    },
    lib: { entry: "src/main.tsx", formats: ["iife"], name: "CredwiseWidget", fileName: () => "widget.js" },
  },
  test: {
    environment: "jsdom",
    include: ["test/*.test.{ts,tsx}"],
    setupFiles: ["test/setup.ts"],
    isolate: false,
    unstubGlobals: true,
    restoreMocks: true,
  },
});
