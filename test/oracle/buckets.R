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
