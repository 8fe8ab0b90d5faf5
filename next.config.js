/** @type {import('next').NextConfig} */
export default {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Compression is the custom server's neighbour: Next's own gzip serves both.
  compress: true,
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pino', 'tinypool'],
  // No picture passes through here; without the optimiser nobody makes the server fetch, work or log for nothing.
  images: { unoptimized: true },
  // Types are checked by "npm run check"; a start should not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Named after the sources by scripts/build.ts, which builds again only when they change.
  generateBuildId: () => process.env.STUDYCIRCLE_BUILD_ID ?? null,
  // Pages are read when somebody asks for them first: decision 0076.
  experimental: { typedEnv: false, preloadEntriesOnStart: false },
}
