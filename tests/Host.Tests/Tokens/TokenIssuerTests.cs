using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using OrleansScheduler.Host.Tokens;
using OrleansScheduler.Resources.Registry;

namespace OrleansScheduler.Host.Tests.Tokens;

public sealed class TokenIssuerTests
{
    private static readonly UserIdentity Alice = new("alice", ["developers"]);

    private readonly FakeTimeProvider _time = new();
    private readonly TokenIssuer _issuer;

    public TokenIssuerTests() => _issuer = new TokenIssuer(ECDsa.Create(ECCurve.NamedCurves.nistP256), _time);

    [Fact]
    public void Verify_OwnToken_GivesItsUser()
    {
        var claims = _issuer.Verify(_issuer.Issue(Alice, TimeSpan.FromHours(1)));

        Assert.NotNull(claims);
        Assert.Equal("alice", claims.Sub);
        Assert.Equal(["developers"], claims.Groups);
    }

    [Fact]
    public void Verify_ExpiredToken_IsRefused()
    {
        var token = _issuer.Issue(Alice, TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Null(_issuer.Verify(token));
    }

    [Fact]
    public void Verify_TokenOfAnotherCluster_IsRefused()
    {
        var other = new TokenIssuer(ECDsa.Create(ECCurve.NamedCurves.nistP256), _time);

        Assert.Null(_issuer.Verify(other.Issue(Alice, TimeSpan.FromHours(1))));
    }

    [Fact]
    public void Verify_AnyCharacterChanged_IsRefused()
    {
        var token = _issuer.Issue(Alice, TimeSpan.FromHours(1));

        for (var i = 0; i < token.Length; i++)
        {
            var forged = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            // The last character of base64 carries bits that no byte uses.
            Assert.True(_issuer.Verify(forged) is null || i == token.Length - 1, $"character {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public void Verify_NoToken_IsRefused(string token) => Assert.Null(_issuer.Verify(token));
}
