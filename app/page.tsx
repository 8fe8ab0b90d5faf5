export default function Home() {
  return <main>Studycircle</main>
}
