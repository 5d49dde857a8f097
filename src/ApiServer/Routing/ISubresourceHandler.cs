namespace OrleansScheduler.ApiServer.Routing;

/// <summary>Answers a subresource that is no plain view of its object: <c>binding</c>, <c>log</c>.</summary>
internal interface ISubresourceHandler : IResourceHandler
{
    /// <summary><c>pods</c>, <c>serviceaccounts</c>.</summary>
    string GroupResource { get; }

    string Name { get; }
}
