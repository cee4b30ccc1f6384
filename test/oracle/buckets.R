# Quantiles of events that people of teams have, for fixtures.R, which reads this file.

bucket_case <- function(name, person, bucket, team_of, p) {
  n <- length(bucket)
  at <- quantile(bucket, p, type = 1, names = FALSE)
  part <- (n * p - sum(bucket < at)) / sum(bucket == at)
  up_to <- (bucket < at) + part * (bucket == at)
  psi <- tapply((up_to - p) / n, ifelse(is.na(team_of[person]), paste("alone", person), team_of[person]), sum)
  g <- length(psi)
  half <- max(qnorm(.975) * sqrt(p * (1 - p) / n), qt(.975, g - 1) * sqrt(g / (g - 1) * sum(psi^2)))
  rank <- c(floor(n * (p - half)), ceiling(n * (p + half)))
  bound <- function(r) if (r < 1 || r > n) NULL else sort(bucket)[r]
  list(name = name, call = "quantile(bucket, p, type = 1), tapply(influence, team, sum)", people = I(person), buckets = I(bucket),
       teams = I(team_of), p = p, expected = list(bucket = at, low = bound(rank[1]), high = bound(rank[2])))
}
place <- function(x) 128 + floor(log(x) / log(1.1))
chick <- as.integer(factor(as.character(ChickWeight$Chick), unique(as.character(ChickWeight$Chick))))
many <- c(rep(1:40, times = 1:40))
write_fixture("bucket-quantile", list(
  bucket_case("ChickWeight, the median, chicks on their own", chick, place(ChickWeight$weight), rep(NA, 50), .5),
  bucket_case("ChickWeight, nine in ten, chicks on their own", chick, place(ChickWeight$weight), rep(NA, 50), .9),
  bucket_case("ChickWeight, the median, in seven teams", chick, place(ChickWeight$weight), 1:50 %% 7, .5),
  bucket_case("ChickWeight, one in ten, some in teams", chick, place(ChickWeight$weight), ifelse(1:50 %% 3 == 0, NA, 1:50 %% 5), .1),
  bucket_case("one each, no two alike", 1:200, (1:200 * 37) %% 251, rep(NA, 200), .5),
  bucket_case("people with one to forty", many, 100 + (many * 7 + seq_along(many) * 13) %% 60, rep(NA, 40), .9),
  bucket_case("all in one bucket", rep(1:30, 3), rep(131, 90), rep(NA, 30), .5)
))

ratio_case <- function(name, call, x, y) {
  side <- function(it) list(estimate = it[1], interval = list(low = it[2], high = it[3]))
  l <- log(x); m <- log(y); r <- l[1] - m[1]
  list(name = name, call = call, x = side(x), y = side(y), expected = list(estimate = exp(r),
       low = exp(r - sqrt((l[1] - l[2])^2 + (m[3] - m[1])^2)), high = exp(r + sqrt((l[3] - l[1])^2 + (m[1] - m[2])^2))))
}
counted_as <- function(events, time) { test <- poisson.test(events, time); c(unname(test$estimate), test$conf.int) }
geometric <- function(x) exp(c(mean(log(x)), t.test(log(x))$conf.int))
write_fixture("ratio-of-positive", list(
  ratio_case("InsectSprays A and B, counts", "poisson.test(events, time)$conf.int", counted_as(sum(sprays("A")), 12), counted_as(sum(sprays("B")), 12)),
  ratio_case("rare events, bounds far apart", "poisson.test(events, time)$conf.int", counted_as(1, 40), counted_as(3, 7)),
  ratio_case("ChickWeight at day 21", "exp(t.test(log(x))$conf.int)", geometric(last_weights$weight[last_weights$Diet == 3]), geometric(last_weights$weight[last_weights$Diet == 1])),
  ratio_case("three people each", "exp(t.test(log(x))$conf.int)", geometric(c(1, 2, 4)), geometric(c(2, 2.5, 9))),
  ratio_case("heavy tails", "exp(t.test(log(x))$conf.int)", geometric(abs(heavy_x)), geometric(abs(heavy_y))),
  ratio_case("both about 1e9", "exp(t.test(log(x))$conf.int)", geometric(sleep$extra + 1e9), geometric(women$weight + 1e9)),
  ratio_case("50,000 each", "exp(t.test(log(x))$conf.int)", geometric(large(50000, 104729) + 1), geometric(large(50000, 1299709) + 1)),
  ratio_case("alike, so none", "c(estimate, low, high)", c(3, 2, 5), c(3, 2, 5)),
  ratio_case("one known exactly", "c(estimate, low, high)", c(7, 7, 7), c(2, 1.5, 3))
))

bars <- function(name, x) {
  bar <- table(floor(log(x[x > 0]) / log(1.25)))
  from <- 1.25^as.numeric(names(bar))
  zeros <- sum(x == 0)
  counts <- if (zeros > 0) c(zeros, as.numeric(bar)) else as.numeric(bar)
  list(name = name, call = "table(floor(log(x) / log(1.25)))", x = I(x), expected = list(counts = I(counts), bounds = I(if (zeros > 0) from else from[-1])))
}
write_fixture("log-histogram", list(
  bars("airquality", airquality$Ozone[!is.na(airquality$Ozone)]),
  bars("InsectSprays: ties and zeros", InsectSprays$count),
  bars("heavy tails", abs(heavy_x)),
  bars("an offset of 1e9", 1e9 * c(1, 1.1, 2, 3, 3)),
  bars("three people", c(1, 2, 4) + .1)
))
