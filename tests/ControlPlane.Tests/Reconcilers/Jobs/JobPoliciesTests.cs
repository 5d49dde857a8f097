using k8s.Models;

namespace OrleansScheduler.ControlPlane.Tests.Reconcilers.Jobs;

public sealed class JobPoliciesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PodFailurePolicy_FailJob_EndsTheJobAtOnce()
    {
        await using var cluster = await JobCluster.StartAsync(pod => Index(pod) == 1 ? 42 : null, Token);

        await cluster.CreateAsync(
            new V1JobSpec
            {
                Completions = 3,
                Parallelism = 3,
                CompletionMode = "Indexed",
                PodFailurePolicy = OnExitCode(42, "FailJob"),
            },
            Token);

        var end = await cluster.EndAsync(Token);
        Assert.Equal(("Failed", "PodFailurePolicy"), (end.Type, end.Reason));
        Assert.Contains("exit code 42 matching FailJob rule at index 0", end.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PodFailurePolicy_Ignore_DoesNotCountTheFailure()
    {
        var runs = 0;
        await using var cluster = await JobCluster.StartAsync(_ => runs++ == 0 ? 7 : 0, Token);
        var ignoring = new V1JobSpec { BackoffLimit = 0, PodFailurePolicy = OnExitCode(7, "Ignore") };
        await cluster.CreateAsync(ignoring, Token);
        await cluster.UntilAsync(job => job.Status.Active is null && job.Status.StartTime is not null, Token);

        await cluster.PassAsync(TimeSpan.FromSeconds(11), Token);

        Assert.Equal("Complete", (await cluster.EndAsync(Token)).Type);
        Assert.Null((await cluster.UntilAsync(_ => true, Token)).Status.Failed);
        Assert.Equal(2, cluster.Kubelet.Created);
    }

    [Fact]
    public async Task PodFailurePolicy_FailIndex_GivesUpThatIndexOnly()
    {
        await using var cluster = await JobCluster.StartAsync(pod => Index(pod) == 1 ? 3 : 0, Token);

        await cluster.CreateAsync(
            new V1JobSpec
            {
                Completions = 3,
                Parallelism = 3,
                CompletionMode = "Indexed",
                BackoffLimitPerIndex = 5,
                PodFailurePolicy = OnExitCode(3, "FailIndex"),
            },
            Token);

        Assert.Equal("FailedIndexes", (await cluster.EndAsync(Token)).Reason);
        var status = (await cluster.UntilAsync(_ => true, Token)).Status;
        Assert.Equal(("0,2", "1"), (status.CompletedIndexes, status.FailedIndexes));
        Assert.Equal(3, cluster.Kubelet.Created);
    }

    [Fact]
    public async Task SuccessPolicy_IsMet_EndsWhatStillRuns()
    {
        await using var cluster = await JobCluster.StartAsync(pod => Index(pod) == 0 ? 0 : null, Token);

        await cluster.CreateAsync(
            new V1JobSpec
            {
                Completions = 3,
                Parallelism = 3,
                CompletionMode = "Indexed",
                SuccessPolicy = new V1SuccessPolicy { Rules = [new V1SuccessPolicyRule { SucceededIndexes = "0" }] },
            },
            Token);

        var end = await cluster.EndAsync(Token);
        Assert.Equal(("Complete", "SuccessPolicy"), (end.Type, end.Reason));
        var status = (await cluster.UntilAsync(_ => true, Token)).Status;
        Assert.Equal((1, (int?)null), (status.Succeeded, status.Active));
        Assert.Single(await cluster.PodsAsync(Token));
    }

    private static V1PodFailurePolicy OnExitCode(int code, string action) => new()
    {
        Rules =
        [
            new V1PodFailurePolicyRule
            {
                Action = action,
                OnExitCodes = new V1PodFailurePolicyOnExitCodesRequirement { OperatorProperty = "In", Values = [code] },
            },
        ],
    };

    private static int Index(V1Pod pod) => int.Parse(
        pod.Metadata.Annotations["batch.kubernetes.io/job-completion-index"],
        System.Globalization.CultureInfo.InvariantCulture);
}
