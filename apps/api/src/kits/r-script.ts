import type { ScriptFacts } from '@holdout/contracts';

/** A string of R: JSON's escapes are R's too. */
const literal = (text: string): string => JSON.stringify(text);

/** A forest on the columns as they are, that also predicts the training rows out of fold. Columns keep their names. */
export function rScript({ task, targetName, classes }: ScriptFacts): string {
  const answer =
    task === 'regression'
      ? `answer <- function(rows, p) data.frame(id = rows$id, prediction = p)`
      : `answer <- function(rows, p) {
  out <- data.frame(id = rows$id, prediction = classes[max.col(p, ties.method = "first")])
${
  task === 'binary'
    ? '  out$probability <- p[, classes[2]]'
    : '  for (name in classes) out[[paste0("proba_", name)]] <- p[, name]'
}
  out
}`;
  const y =
    task === 'regression'
      ? 'y <- train[[target]]'
      : `classes <- c(${classes.map(literal).join(', ')})
text <- read.csv("data/train.csv", check.names = FALSE, colClasses = "character")
y <- factor(text[[target]], levels = classes)`;
  return `library(ranger)

target <- ${literal(targetName)}
train <- read.csv("data/train.csv", check.names = FALSE)
test <- read.csv("data/test.csv", check.names = FALSE)
${y}
columns <- setdiff(names(test), "id")
for (name in columns) {
  if (is.numeric(train[[name]]) && is.numeric(test[[name]])) {
    middle <- median(train[[name]], na.rm = TRUE)
    train[[name]][is.na(train[[name]])] <- middle
    test[[name]][is.na(test[[name]])] <- middle
  } else {
    levels <- unique(c(as.character(train[[name]]), as.character(test[[name]])))
    train[[name]] <- addNA(factor(train[[name]], levels = levels))
    test[[name]] <- addNA(factor(test[[name]], levels = levels))
  }
}

predicted <- function(X, y, rows) {
  model <- ranger(x = X, y = y, num.trees = 100, probability = is.factor(y), seed = 1, num.threads = 1)
  predict(model, rows, num.threads = 1)$predictions
}
${answer}
write <- function(table, name) write.csv(table, name, row.names = FALSE)

set.seed(1)
fold <- sample(rep_len(1:5, nrow(train)))
parts <- lapply(1:5, function(k) {
  inside <- fold != k
  answer(train[!inside, ], predicted(train[inside, columns, drop = FALSE], y[inside], train[!inside, columns, drop = FALSE]))
})
write(do.call(rbind, parts), "validation.csv")
write(answer(test, predicted(train[columns], y, test[columns])), "predictions.csv")
`;
}
