using k8s.Models;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.ApiServer.Authorization;

/// <summary>The decisions of <see cref="BuiltInAuthorizer"/>, listed as rules.</summary>
internal static class BuiltInRules
{
    public static V1SubjectRulesReviewStatus Of(UserIdentity user)
    {
        var resourceRules = new List<V1ResourceRule>();
        var pathRules = new List<V1NonResourceRule>();
        if (user.Groups.Contains(UserIdentity.MastersGroup))
        {
            resourceRules.Add(new V1ResourceRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] });
            pathRules.Add(new V1NonResourceRule { Verbs = ["*"], NonResourceURLs = ["*"] });
        }

        if (user.Groups.Contains("system:authenticated"))
        {
            resourceRules.Add(Create("authorization.k8s.io", "selfsubjectaccessreviews", "selfsubjectrulesreviews"));
            resourceRules.Add(Create("authentication.k8s.io", "selfsubjectreviews"));
            pathRules.Add(Get("/api", "/api/*", "/apis", "/apis/*", "/openapi", "/openapi/*"));
        }

        if (user.Groups.Contains(BuiltInAuthorizer.MonitoringGroup))
        {
            pathRules.Add(Get("/metrics"));
        }

        if (user.Groups.Contains(BuiltInAuthorizer.JoinersGroup))
        {
            pathRules.Add(new V1NonResourceRule { Verbs = ["post"], NonResourceURLs = [BuiltInAuthorizer.JoinPath + "*"] });
        }

        pathRules.Add(Get("/healthz", "/livez", "/readyz", "/version", "/version/", "/bootstrap/ca"));
        return new V1SubjectRulesReviewStatus
        {
            ResourceRules = resourceRules,
            NonResourceRules = pathRules,
            Incomplete = user.Groups.Contains(NodeAccess.NodesGroup),
        };
    }

    private static V1ResourceRule Create(string group, params string[] resources) =>
        new() { Verbs = ["create"], ApiGroups = [group], Resources = resources };

    private static V1NonResourceRule Get(params string[] paths) => new() { Verbs = ["get"], NonResourceURLs = paths };
}
