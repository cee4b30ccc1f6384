# Shares of answers, for fixtures.R, which reads this file.

corrected <- function(k, n, population) {
  p <- k / n
  around <- (wilson(k, n) - p) * if (n / population > .5) sqrt((population - n) / population) else 1
  list(estimate = p, low = p + around[1], high = p + around[2])
}
asked <- list(c(3, 5, 8), c(5, 5, 5), c(0, 9, 10), c(40, 80, 160), c(41, 81, 160), c(9000, 50000, 60000), c(1, 3, 1e9))
write_fixture("favourable", lapply(asked, function(a) list(name = paste(a, collapse = " of "),
  call = "prop.test(k, n, correct = FALSE)$conf.int, around k / n by sqrt(1 - n / population)", counts = a, expected = do.call(corrected, as.list(a)))))

tables <- list(
  list(name = "HairEyeColor", options = lapply(0:3, I), table = apply(HairEyeColor, c(1, 2), sum)),
  list(name = "UCBAdmissions", options = lapply(0:1, I), table = t(apply(UCBAdmissions, c(1, 2), sum))),
  list(name = "Titanic by class", options = lapply(0:1, I), table = apply(Titanic, c(1, 4), sum)),
  list(name = "proportional rows", options = lapply(0:2, I), table = rbind(c(10, 20, 30), c(20, 40, 60))),
  list(name = "complete separation", options = lapply(0:1, I), table = rbind(c(20, 0), c(0, 20))),
  list(name = "rare first options", options = list(0:2, I(3), I(4)), table = rbind(c(1, 0, 6, 20, 30), c(0, 2, 9, 25, 10))),
  list(name = "a rare option in the middle joins the rarer side", options = list(I(0), 1:2), table = rbind(c(9, 1, 8), c(12, 1, 7))),
  list(name = "an option nobody chose", options = list(I(0), I(2)), table = rbind(c(9, 0, 8), c(12, 0, 7))),
  list(name = "three people", options = lapply(0:1, I), table = rbind(c(1, 0), c(1, 1))),
  list(name = "a lady tasting tea", options = lapply(0:1, I), table = rbind(c(3, 1), c(1, 3))),
  list(name = "few in one cohort of many", options = lapply(0:1, I), table = rbind(c(3, 1), c(12000, 37996))),
  list(name = "very rare in both", options = lapply(0:1, I), table = rbind(c(9, 49991), c(0, 50000)))
)
write_fixture("cross-tab", lapply(tables, function(case) {
  merged <- vapply(case$options, function(o) rowSums(case$table[, o + 1, drop = FALSE]), numeric(nrow(case$table)))
  test <- suppressWarnings(chisq.test(merged, correct = FALSE))
  exact <- min(test$expected) < 5
  list(name = case$name, call = if (exact) "fisher.test(table)" else "chisq.test(table, correct = FALSE)",
       table = unname(lapply(seq_len(nrow(case$table)), function(i) I(unname(case$table[i, ])))),
       expected = list(test = if (exact) "fisher" else "chi-squared", p = if (exact) fisher.test(merged)$p.value else test$p.value,
                       chi_squared = unname(test$statistic), df = unname(test$parameter), options = case$options,
                       cramers_v = sqrt(unname(test$statistic) / sum(merged) / (min(dim(merged)) - 1)), n_people = sum(merged)))
}))

# The linearised error of a mean after post-stratification, by team (Lumley 2010, chapter 7): what svymean() of a postStratify()d
# svydesign(ids = ~team) of the package survey gives, written out.
post_stratified <- function(everybody, answered, value, team = NULL) {
  stratum <- factor(everybody[answered])
  w <- as.numeric(table(everybody)[levels(stratum)] / table(stratum))[as.integer(stratum)]
  at <- value[1] # at an offset of 1e9 lm() itself loses digits
  within <- resid(if (nlevels(stratum) > 1) lm(I(value - at) ~ stratum) else lm(I(value - at) ~ 1))
  z <- w * within / sum(w)
  total <- tapply(z, if (is.null(team)) seq_along(z) else team, sum)
  list(estimate = at + unname(coef(lm(I(value - at) ~ 1, weights = w))), se = sqrt(length(total) * var(as.numeric(total))), df = length(total) - 1,
       kish = sum(w)^2 / sum(w^2), shrink = if (mean(answered) > .5) sqrt(1 - mean(answered)) else 1)
}
weighted_mean_case <- function(name, everybody, answered, value, team = NULL) {
  it <- post_stratified(everybody, answered, value, team)
  c(list(name = name, call = "lm(value ~ 1, weights = w), svymean(~value, postStratify(design, ~stratum, counts)) written out",
         asked = everybody, strata = everybody[answered], values = value), if (!is.null(team)) list(teams = team),
    list(expected = c(it[c("estimate", "se", "df")], bounds(it$estimate, it$shrink * qt(.975, it$df) * it$se))))
}
level <- as.character(infert$education); older <- infert$age >= 37
weave <- as.character(warpbreaks$tension); third <- seq_len(54) %% 18 < c(rep(5, 30), rep(9, 24))
large_asked <- paste("stratum", 1:120000 %% 7)
large_answered <- 1:120000 %% 12 < 1 + 1:120000 %% 7 %% 3 + 3
large_case <- weighted_mean_case("120,000 asked, in 700 teams", large_asked, large_answered, large(sum(large_answered), 104729), large_teams(sum(large_answered)))
write_fixture("weighted-mean", list(
  weighted_mean_case("infert, the younger answer, everybody alone", level, !older, infert$spontaneous[!older]),
  weighted_mean_case("infert, the younger answer, in 13 teams", level, !older, infert$spontaneous[!older], which(!older) %% 13),
  weighted_mean_case("warpbreaks, a third answers, looms are teams", weave, third, warpbreaks$breaks[third], which(third) %% 9),
  weighted_mean_case("five people, the fewest", rep("a", 12), 1:12 <= 5, c(0, .5, 1.5, 1.5, 4), c(1, 1, 2, 3, 3)),
  weighted_mean_case("mostly zeros", rep(c("a", "b"), c(60, 40)), 1:100 %% 3 == 0, c(rep(0, 30), 1, .5, 8), 1:33 %% 6),
  weighted_mean_case("one stratum constant", rep(c("a", "b"), c(60, 40)), 1:100 %% 3 == 0, c(rep(4, 20), 1:13), 1:33 %% 5),
  weighted_mean_case("strata apart from one another", rep(c("a", "b"), c(60, 40)), 1:100 %% 3 == 0, c(1:20, 101:113), 1:33 %/% 4),
  weighted_mean_case("an offset of 1e9", weave, third, warpbreaks$breaks[third] + 1e9, which(third) %% 9),
  weighted_mean_case("heavy tails", rep(c("a", "b", "c"), c(50, 30, 70)), 1:150 %% 5 < 2, heavy_x, 1:60 %% 11),
  c(large_case[c("name", "call")], list(large = TRUE), large_case["expected"])
))

# Those who answered are rows of everybody; weights are those of a regression on nothing.
weighted <- function(everybody, answered, favourable, team = NULL) {
  stratum <- everybody[answered]
  w <- as.numeric(table(everybody)[stratum] / table(stratum)[stratum])
  n <- sum(w)^2 / sum(w^2)
  if (!is.null(team)) {
    it <- post_stratified(everybody, answered, favourable, team)
    if (it$se > 1e-12) n <- min(n, it$estimate * (1 - it$estimate) / it$se^2 * (qnorm(.975) / qt(.975, it$df))^2)
  }
  p <- unname(coef(lm(favourable ~ 1, weights = w)))
  rate <- sum(answered) / length(everybody)
  around <- (wilson(p * n, n) - p) * if (rate > .5) sqrt(1 - rate) else 1
  list(estimate = p, low = p + around[1], high = p + around[2], n_effective = n)
}
weighted_case <- function(name, everybody, answered, favourable, team = NULL) c(list(name = name, call = "lm(favourable ~ 1, weights = w)",
  asked = everybody, strata = everybody[answered], favourable = favourable), if (!is.null(team)) list(teams = team),
  list(expected = weighted(everybody, answered, favourable, team)))
education <- as.character(infert$education)
write_fixture("weighted-share", list(
  weighted_case("infert, the younger answer", education, infert$age < 37, as.numeric(infert$spontaneous > 0)[infert$age < 37]),
  weighted_case("warpbreaks, a third answers", as.character(warpbreaks$tension), seq_len(54) %% 18 < c(rep(5, 30), rep(9, 24)),
                as.numeric(warpbreaks$breaks > 25)[seq_len(54) %% 18 < c(rep(5, 30), rep(9, 24))]),
  weighted_case("nobody is favourable", rep(c("a", "b"), c(40, 60)), rep(rep(c(TRUE, FALSE), 2), c(10, 30, 30, 30)), rep(0, 40)),
  weighted_case("infert in 13 teams", education, infert$age < 37, as.numeric(infert$spontaneous > 0)[infert$age < 37], which(infert$age < 37) %% 13),
  weighted_case("warpbreaks, looms are teams", weave, third, as.numeric(warpbreaks$breaks > 25)[third], which(third) %% 9),
  weighted_case("teams of one mind", rep(c("a", "b"), c(60, 40)), 1:100 %% 3 == 0, 1:33 %% 6 %% 2, 1:33 %% 6),
  weighted_case("strata of one mind", rep(c("a", "b"), c(60, 40)), 1:100 %% 3 == 0, rep(0:1, c(20, 13)), 1:33 %% 6)
))
