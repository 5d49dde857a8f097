using k8s.Models;
using OrleansScheduler.Sdk.Informers;
using OrleansScheduler.Sdk.Watching;

namespace OrleansScheduler.Sdk.Tests.Informers;

public sealed class InformerCacheTests
{
    private readonly InformerCache<V1Pod> cache = new();

    [Fact]
    public void FindBy_ObjectMovesBetweenValues_IsUnderItsPresentOneOnly()
    {
        cache.AddIndex("node", pod => [pod.Spec.NodeName]);
        cache.Accept(new(ResourceEventType.Added, Pod("a", null)));
        cache.Accept(new(ResourceEventType.Modified, Pod("a", "n1")));
        cache.Accept(new(ResourceEventType.Added, Pod("b", "n1")));

        Assert.Equal(["a", "b"], Names("n1"));
        cache.Accept(new(ResourceEventType.Modified, Pod("a", "n2")));
        Assert.Equal(["b"], Names("n1"));
        Assert.Equal(["a"], Names("n2"));
        cache.Accept(new(ResourceEventType.Deleted, Pod("a", "n2")));
        Assert.Empty(Names("n2"));
    }

    [Fact]
    public void AddIndex_ObjectsAlreadyThere_AreFound()
    {
        cache.Accept(new(ResourceEventType.Added, Pod("a", "n1")));

        cache.AddIndex("node", pod => [pod.Spec.NodeName]);

        Assert.Equal(["a"], Names("n1"));
        Assert.Throws<ArgumentException>(() => cache.AddIndex("node", _ => []));
        Assert.Throws<KeyNotFoundException>(() => cache.FindBy("zone", "z"));
    }

    private IEnumerable<string> Names(string node) => cache.FindBy("node", node).Select(pod => pod.Metadata.Name).Order();

    private static V1Pod Pod(string name, string? node) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = "default" }, Spec = new V1PodSpec { NodeName = node },
    };
}
