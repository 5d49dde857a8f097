using System.Text;
using k8s.Models;
using OrleansScheduler.Resources.Status;
using OrleansScheduler.Resources.Tests.Registry;

namespace OrleansScheduler.Resources.Tests.Core;

/// <summary>The rules of the small kinds: what they refuse, and at which field.</summary>
public sealed class KindRulesTests
{
    private readonly RegistryFixture _fixture = new();

    [Theory]
    [InlineData("kubernetes.io/tls", "", "data[tls.crt]", "data[tls.key]")]
    [InlineData("kubernetes.io/ssh-auth", "", "data[ssh-privatekey]")]
    [InlineData("kubernetes.io/basic-auth", "", "data[username]", "data[password]")]
    [InlineData("kubernetes.io/dockerconfigjson", "", "data[.dockerconfigjson]")]
    [InlineData("kubernetes.io/service-account-token", "", "metadata.annotations[kubernetes.io/service-account.name]")]
    [InlineData("Opaque", "a b", "data[a b]")]
    [InlineData("Opaque", "a")]
    public async Task Secret_OfType_MustHoldWhatItsTypeNeeds(string type, string key, params string[] fields)
    {
        var secret = new V1Secret { Metadata = Meta("s"), Type = type };
        secret.StringData = key.Length == 0 ? null : new Dictionary<string, string> { [key] = "v" };

        Assert.Equal(fields, await RefusedFieldsAsync(() => _fixture.CreateAsync(Kinds.Secrets, secret)));
    }

    [Fact]
    public async Task Secret_DockerConfigThatIsNoJson_SaysWhyAndShowsNothing()
    {
        var secret = new V1Secret
        {
            Metadata = Meta("s"),
            Type = "kubernetes.io/dockerconfigjson",
            Data = new Dictionary<string, byte[]> { [".dockerconfigjson"] = Encoding.UTF8.GetBytes("not json") },
        };

        var refusal = await Assert.ThrowsAsync<StatusException>(() => _fixture.CreateAsync(Kinds.Secrets, secret));

        Assert.Equal(
            "Secret \"s\" is invalid: data[.dockerconfigjson]: Invalid value: \"<secret contents redacted>\": "
                + "invalid character 'o' in literal null (expecting 'u')",
            refusal.Message);
    }

    [Fact]
    public async Task Secret_ChangeOfType_IsRefused()
    {
        await _fixture.CreateAsync(Kinds.Secrets, new V1Secret { Metadata = Meta("s") });

        var fields = await RefusedFieldsAsync(() => _fixture.UpdateAsync<V1Secret>(
            Kinds.Secrets, new ObjectKey("ns", "s"), secret => secret.Type = "example.com/other"));

        Assert.Equal(["type"], fields);
    }

    [Theory]
    [InlineData("pods", "1500m", "status.capacity.pods")]
    [InlineData("cpu", "-1", "status.capacity.cpu")]
    [InlineData("example.com/gpu", "500m", "status.capacity.example.com/gpu")]
    [InlineData("cpu", "500m")]
    public async Task Node_Amounts_AreWholeWhereTheyCountThings(string resource, string amount, params string[] fields)
    {
        var node = new V1Node
        {
            Metadata = new V1ObjectMeta { Name = "n" },
            Status = new V1NodeStatus
            {
                Capacity = new Dictionary<string, ResourceQuantity> { [resource] = new(amount) },
                Allocatable = new Dictionary<string, ResourceQuantity>(),
            },
        };

        Assert.Equal(fields, await RefusedFieldsAsync(() => _fixture.CreateAsync(Kinds.Nodes, node)));
    }

    [Fact]
    public async Task Node_AddressRange_IsGivenOnce()
    {
        await _fixture.CreateAsync(
            Kinds.Nodes,
            new V1Node { Metadata = new V1ObjectMeta { Name = "n" }, Spec = new V1NodeSpec { PodCIDR = "10.1.0.0/24" } });

        var fields = await RefusedFieldsAsync(() => _fixture.UpdateAsync<V1Node>(
            Kinds.Nodes, new ObjectKey("", "n"), node => (node.Spec.PodCIDR, node.Spec.PodCIDRs) = ("10.2.0.0/24", null)));

        Assert.Equal(["spec.podCIDRs"], fields);
    }

    [Theory]
    [InlineData("ns")]
    [InlineData("other", "involvedObject.namespace")]
    [InlineData("", "involvedObject.namespace")]
    public async Task Event_AboutAnObject_LivesInItsNamespace(string target, params string[] fields)
    {
        var happened = new Corev1Event
        {
            Metadata = Meta("e"), InvolvedObject = new V1ObjectReference { NamespaceProperty = target },
        };

        Assert.Equal(fields, await RefusedFieldsAsync(() => _fixture.CreateAsync(Kinds.Events, happened)));
    }

    [Fact]
    public async Task Event_WithItsTime_MustTellWhoReportsWhat()
    {
        var happened = new Corev1Event
        {
            Metadata = Meta("e"),
            InvolvedObject = new V1ObjectReference { NamespaceProperty = "ns" },
            EventTime = DateTime.UnixEpoch.AddYears(50),
        };

        var fields = await RefusedFieldsAsync(() => _fixture.CreateAsync(Kinds.Events, happened));

        Assert.Equal(["reportingController", "reportingInstance", "action", "reason"], fields.Distinct());
    }

    [Fact]
    public async Task Event_BadLabel_IsRefusedThoughItsKindIsLenient()
    {
        var happened = new Corev1Event { Metadata = Meta("e"), InvolvedObject = new V1ObjectReference { NamespaceProperty = "ns" } };
        happened.Metadata.Labels = new Dictionary<string, string> { ["a"] = "b c" };

        Assert.Equal(["metadata.labels"], await RefusedFieldsAsync(() => _fixture.CreateAsync(Kinds.Events, happened)));
    }

    [Theory]
    [InlineData(0, 0, "spec.leaseDurationSeconds")]
    [InlineData(1, -1, "spec.leaseTransitions")]
    [InlineData(1, 0)]
    public async Task Lease_Numbers_AreChecked(int seconds, int transitions, params string[] fields)
    {
        var lease = new V1Lease
        {
            Metadata = Meta("l"),
            Spec = new V1LeaseSpec { LeaseDurationSeconds = seconds, LeaseTransitions = transitions },
        };

        Assert.Equal(fields, await RefusedFieldsAsync(() => _fixture.CreateAsync(Kinds.Leases, lease)));
    }

    private static async Task<IReadOnlyList<string>> RefusedFieldsAsync(Func<Task> write)
    {
        try
        {
            await write();
            return [];
        }
        catch (StatusException refusal) when (refusal.Status.Code == 422)
        {
            return [.. refusal.Status.Details.Causes.Select(cause => cause.Field)];
        }
    }

    private static V1ObjectMeta Meta(string name) => new() { Name = name, NamespaceProperty = "ns" };
}
