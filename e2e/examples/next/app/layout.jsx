export default function Layout({ children }) {
  return <html lang="en"><head><script src="/call_page.js" /></head><body>{children}</body></html>;
}
