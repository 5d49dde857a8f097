using k8s.Models;

namespace OrleansScheduler.Dashboard.Sessions;

/// <summary>May the user do this? As <c>kubectl auth can-i</c> asks.</summary>
internal sealed record AccessQuestion(
    string Verb, string Group, string Resource, string? Namespace = null, string? Subresource = null)
{
    public V1SelfSubjectAccessReview ToReview() => new()
    {
        Spec = new V1SelfSubjectAccessReviewSpec
        {
            ResourceAttributes = new V1ResourceAttributes
            {
                Verb = Verb, Group = Group, Resource = Resource, NamespaceProperty = Namespace, Subresource = Subresource,
            },
        },
    };
}
