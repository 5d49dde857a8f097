using System.Security.Cryptography;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.ApiServer.Authentication;
using OrleansScheduler.ApiServer.ServiceAccountTokens;
using OrleansScheduler.Host.Tokens;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Registry;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Store;
using OrleansScheduler.TestKit;

namespace OrleansScheduler.Host.Tests.Tokens;

public sealed class TokenAuthenticatorTests
{
    private static readonly UserIdentity Alice = new("alice", ["developers"]);
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z"));
    private readonly InMemoryResourceStore _store = new();
    private readonly TokenIssuer _issuer;
    private readonly TokenAuthenticator _authenticator;

    public TokenAuthenticatorTests()
    {
        _issuer = new TokenIssuer(ECDsa.Create(ECCurve.NamedCurves.nistP256), _time);
        _authenticator = new TokenAuthenticator(_issuer, new ServiceAccountIdentities(_store, _time), _time);
    }

    [Fact]
    public async Task Authenticate_RememberedTokenThatExpired_IsRefused()
    {
        var token = _issuer.Issue(Alice, TimeSpan.FromHours(1));

        Assert.Equal("alice", (await AuthenticateAsync(token))?.User.Name);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await AuthenticateAsync(token));
    }

    [Fact]
    public async Task Authenticate_TokenOfPod_GivesAccountGroupsAndPod()
    {
        await CreateAsync("serviceaccounts", new V1ServiceAccount(), "robot", "u1");
        await CreateAsync("pods", new V1Pod(), "worker", "u2");

        var found = await AuthenticateAsync(Sign(new("worker", "u2")));

        Assert.NotNull(found);
        Assert.Equal("system:serviceaccount:team:robot", found.User.Name);
        Assert.Equal(["system:serviceaccounts", "system:serviceaccounts:team"], found.User.Groups);
        Assert.Equal("u1", found.User.Uid);
        Assert.Equal(["worker"], found.User.Extra["authentication.kubernetes.io/pod-name"]);
        Assert.Equal([ApiAudience.Default], found.Audiences);
    }

    [Fact]
    public async Task Authenticate_PodMadeAnewUnderItsName_IsRefused()
    {
        await CreateAsync("serviceaccounts", new V1ServiceAccount(), "robot", "u1");
        await CreateAsync("pods", new V1Pod(), "worker", "u3");

        Assert.Null(await AuthenticateAsync(Sign(new("worker", "u2"))));
    }

    [Fact]
    public async Task Authenticate_AccountThatIsGone_IsRefused() => Assert.Null(await AuthenticateAsync(Sign(null)));

    [Fact]
    public async Task Authenticate_PodBeingDeleted_IsGoodForAMinuteMore()
    {
        var deleted = new V1Pod
        {
            Metadata = new() { DeletionTimestamp = _time.GetUtcNow().UtcDateTime, DeletionGracePeriodSeconds = 300 },
        };
        await CreateAsync("serviceaccounts", new V1ServiceAccount(), "robot", "u1");
        await CreateAsync("pods", deleted, "worker", "u2");
        var token = Sign(new("worker", "u2"));

        Assert.NotNull(await AuthenticateAsync(token));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(await AuthenticateAsync(token));
    }

    private Task<AuthenticatedToken?> AuthenticateAsync(string token) =>
        _authenticator.AuthenticateAsync(token, TestContext.Current.CancellationToken).AsTask();

    private string Sign(BoundObject? pod) => new ServiceAccountTokenSigner(_issuer).Sign(new ServiceAccountToken
    {
        Namespace = "team",
        Account = new("robot", "u1"),
        Pod = pod,
        Audiences = [ApiAudience.Default],
        IssuedAt = _time.GetUtcNow(),
        Expires = _time.GetUtcNow().AddHours(1),
    });

    private async Task CreateAsync(string resource, IKubernetesObject<V1ObjectMeta> obj, string name, string uid)
    {
        obj.Metadata ??= new V1ObjectMeta();
        (obj.Metadata.Name, obj.Metadata.NamespaceProperty, obj.Metadata.Uid) = (name, "team", uid);
        var kind = Kinds.All.Single(kind => kind.ResourceType == resource);
        var json = ObjectCodec.Encode(obj, kind.GroupVersionKind);
        await _store.WriteAsync(
            resource,
            [new WriteRequest { Action = WriteAction.Create, Key = new ObjectKey("team", name), Json = json }],
            TestContext.Current.CancellationToken);
    }
}
