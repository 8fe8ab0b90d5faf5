import shell from '@sparticuz/chromium'

// Unpacks the headless shell into the folder for temporary files: tests/support/chromium.ts says into which.
await shell.executablePath()
