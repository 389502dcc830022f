/* How the studio is built: into the server's static folder; in development, calls go to a running server. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.MIRI_DEV_SERVER ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "./",
  plugins: [react()],
  build: {
    outDir: "../server/static/studio",
    emptyOutDir: true,
    assetsInlineLimit: 0, // no data: addresses, so the page lives under a strict content policy
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      "/api": server,
      "/socket.io": { target: server, ws: true },
    },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"] },
});
