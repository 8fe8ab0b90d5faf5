/** @type {import('next').NextConfig} */
export default {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Compression is the custom server's neighbour: Next's own gzip serves both.
  compress: true,
  serverExternalPackages: ['@node-rs/argon2', 'pg', 'pino', '@zxcvbn-ts/core'],
  experimental: { typedEnv: false },
}
