namespace OrleansScheduler.Dashboard.Tests.Browser;

/// <summary>The browser tests share a cluster and run one after the other.</summary>
[CollectionDefinition]
public sealed class BrowserCollection : ICollectionFixture<DashboardFixture>;
