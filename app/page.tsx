export default function Home() {
  return <h1>Studycircle</h1>
}
