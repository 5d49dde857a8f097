using k8s.Models;
using OrleansScheduler.Resources.Core.Pods.Warnings;
using OrleansScheduler.Resources.Tests.Registry;

namespace OrleansScheduler.Resources.Tests.Core.Pods.Warnings;

public sealed class PodWarningsTests
{
    private readonly V1Pod _pod = SamplePod.Named(new ObjectKey("ns", "p"));

    [Fact]
    public void OfCreate_PlainPod_IsSilent() => Assert.Empty(PodWarnings.OfCreate(_pod));

    [Fact]
    public void OfCreate_NameThatIsNoHostname_SaysSoOnlyThen()
    {
        _pod.Metadata.Name = "a.b";

        Assert.StartsWith("metadata.name: this is used in the Pod's hostname", Assert.Single(PodWarnings.OfCreate(_pod)));
        Assert.Empty(PodWarnings.OfUpdate(_pod));
    }

    [Fact]
    public void OfUpdate_OldNodeLabel_NamesTheNewOne()
    {
        _pod.Spec.NodeSelector = new Dictionary<string, string> { ["beta.kubernetes.io/os"] = "linux" };

        Assert.Equal(
            ["spec.nodeSelector[beta.kubernetes.io/os]: deprecated since v1.14; use \"kubernetes.io/os\" instead"],
            PodWarnings.OfUpdate(_pod));
    }

    [Fact]
    public void OfUpdate_PartsOfBytes_AreToldOfLimitsThenRequests()
    {
        var quantities = new Dictionary<string, ResourceQuantity> { ["memory"] = new("100m") };
        _pod.Spec.Containers[0].Resources = new V1ResourceRequirements { Limits = quantities, Requests = quantities };

        Assert.Equal(
            [
                "spec.containers[0].resources.limits[memory]: fractional byte value \"100m\" is invalid, must be an integer",
                "spec.containers[0].resources.requests[memory]: fractional byte value \"100m\" is invalid, must be an integer",
            ],
            PodWarnings.OfUpdate(_pod));
    }

    [Theory]
    [InlineData("$(A)/more", 0)]
    [InlineData("$(A)", 1)]
    [InlineData("other", 1)]
    public void OfUpdate_VariableGivenTwice_IsToldUnlessItGoesOnWithTheFirst(string second, int warnings)
    {
        _pod.Spec.Containers[0].Env = [new V1EnvVar { Name = "A", Value = "1" }, new V1EnvVar { Name = "A", Value = second }];

        Assert.Equal(warnings, PodWarnings.OfUpdate(_pod).Count);
    }

    [Fact]
    public void OfUpdate_SamePortTwice_NamesBoth()
    {
        _pod.Spec.Containers.Add(new V1Container { Name = "d", Image = "i" });
        foreach (var container in _pod.Spec.Containers)
        {
            container.Ports = [new V1ContainerPort { ContainerPort = 80, Protocol = "TCP" }];
        }

        Assert.Equal(
            ["spec.containers[1].ports[0]: duplicate port definition with spec.containers[0].ports[0]"],
            PodWarnings.OfUpdate(_pod));
    }

    [Fact]
    public void OfTemplate_NegativeGrace_IsToldWithTheTemplatesPath()
    {
        _pod.Spec.TerminationGracePeriodSeconds = -1;
        var template = new V1PodTemplateSpec { Spec = _pod.Spec };

        Assert.StartsWith(
            "spec.template.spec.terminationGracePeriodSeconds: must be >= 0",
            Assert.Single(PodWarnings.OfTemplate(template, OrleansScheduler.Resources.Validation.FieldPath.Of("spec").Child("template"))));
    }
}
