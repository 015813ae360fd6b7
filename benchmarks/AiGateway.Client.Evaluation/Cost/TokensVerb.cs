using AiGateway.Client.Metering;
using Microsoft.Extensions.AI;

namespace AiGateway.Client.Evaluation.Cost;

/// <summary>Measures the error of the token estimator: as it comes, and after it has learnt from other cases of the same model.</summary>
/// <remarks>No case is estimated by what was learnt from itself: each half of the cases is estimated by an estimator that has seen the other half.</remarks>
internal static class TokensVerb
{
    private const int Halves = 2;

    public static Task RunAsync(VerbArguments arguments)
    {
        var cases = JsonLines.Read(arguments.Required("cases"), TokenCase.Parse);
        var before = cases.Select(labelled => Error(new CalibratedTokenEstimator(), labelled)).ToList();
        var after = Enumerable.Range(0, Halves).SelectMany(half => Calibrated(cases, half)).ToList();
        JsonLines.Write(new
        {
            cases = cases.Count,
            medianAbsError = Quantile(before, 0.5),
            p90AbsError = Quantile(before, 0.9),
            calibrated = new { medianAbsError = Quantile(after, 0.5), p90AbsError = Quantile(after, 0.9) },
        });
        return Task.CompletedTask;
    }

    private static IEnumerable<double> Calibrated(List<TokenCase> cases, int half)
    {
        var estimator = new CalibratedTokenEstimator();
        var byModel = cases.GroupBy(labelled => (labelled.Provider, labelled.Model)).Select(group => group.ToList()).ToList();
        foreach (var learnt in byModel.SelectMany(group => group.Where((_, index) => index % Halves != half)))
        {
            estimator.Learn(Key(learnt), Prompt(learnt), null, learnt.PromptTokens);
        }

        return byModel.SelectMany(group => group.Where((_, index) => index % Halves == half)).Select(labelled => Error(estimator, labelled)).ToList();
    }

    private static double Error(CalibratedTokenEstimator estimator, TokenCase labelled) =>
        Math.Abs(estimator.Estimate(Key(labelled), Prompt(labelled)) - labelled.PromptTokens) / (double)labelled.PromptTokens;

    private static TokenizerKey Key(TokenCase labelled) => new(labelled.Provider, labelled.Model);

    private static ChatMessage[] Prompt(TokenCase labelled) => [new(ChatRole.User, labelled.Text)];

    private static double Quantile(List<double> errors, double quantile) =>
        errors.Count == 0 ? 0 : Math.Round(errors.Order().ElementAt(Math.Min(errors.Count - 1, (int)(quantile * errors.Count))), 4);
}
