/** The "?" of passages that somebody asks about: drawn, so that it is told apart without colour. */
export const QuestionSign = () => (
  <span aria-hidden className="question-sign">
    ?
  </span>
)
