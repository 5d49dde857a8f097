using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Components.Authorization;
using OrleansScheduler.Dashboard.Live;
using OrleansScheduler.Sdk;
using OrleansScheduler.Sdk.Resources;

namespace OrleansScheduler.Dashboard.Sessions;

/// <summary>One browser tab's view of the cluster, as the logged-in user: client, chosen namespace, and what the user may do.</summary>
internal sealed class ClusterSession(
    AuthenticationStateProvider authentication, ClusterConnector connector, TimeProvider time) : IDisposable
{
    private readonly Dictionary<AccessQuestion, Task<bool>> answers = [];
    private OrleansSchedulerClient? client;

    public OrleansSchedulerClient Client => client ?? throw new InvalidOperationException("The session is not open.");

    public string User { get; private set; } = "";

    /// <summary>The namespace lists are limited to; null for all.</summary>
    public string? Namespace { get; set; }

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public TimeProvider Time => time;

    public async Task OpenAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        User = state.User.Identity?.Name ?? "";
        client ??= connector.Connect(TokenClaim.TokenOf(state.User) ?? "");
    }

    /// <summary>The selected objects, kept current until disposed; <paramref name="changed"/> is told at most a few times a second.</summary>
    public LiveList<T> Watch<T>(ResourceQuery query, Func<Task> changed)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(Client.Informer<T>(query), time, changed);

    /// <summary>Whether the user may; asked of the server once and remembered for the tab's life.</summary>
    public async Task<bool> MayAsync(AccessQuestion question, CancellationToken cancellationToken)
    {
        if (!answers.TryGetValue(question, out var answer))
        {
            answers[question] = answer = AskAsync(question, cancellationToken);
        }

        try
        {
            return await answer;
        }
        catch
        {
            answers.Remove(question);
            throw;
        }
    }

    public void Dispose() => client?.Dispose();

    private async Task<bool> AskAsync(AccessQuestion question, CancellationToken cancellationToken)
    {
        var review = await Client.Kubernetes.AuthorizationV1.CreateSelfSubjectAccessReviewAsync(
            question.ToReview(), cancellationToken: cancellationToken);
        return review.Status?.Allowed == true;
    }
}
