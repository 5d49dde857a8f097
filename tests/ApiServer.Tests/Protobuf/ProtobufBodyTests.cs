using System.Text.Json.Nodes;
using CsCheck;
using OrleansScheduler.ApiServer.Protobuf;
using OrleansScheduler.Resources;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.ApiServer.Tests.Protobuf;

/// <summary>The bodies are what kubectl 1.32 sends for its <c>create</c> commands.</summary>
public sealed class ProtobufBodyTests
{
    private const string Job =
        "azhzAAoPCghiYXRjaC92MRIDSm9iEo4BChwKBWhlbGxvEgAaB2RlZmF1bHQiACoAMgA4AEIAEmQyYgoQCgASABoAIgAqADIAOABCABJOEisKBWhl"
        + "bGxvEgRob3N0GgRlY2hvGgJoaSoAQgBqAHIAgAEAiAEAkAEAogEAGgVOZXZlcjIAQgBKAFIAWABgAGgAggEAigEAmgEAwgEAGgggACgAMAA6"
        + "ABoAIgA=";

    private const string Service =
        "azhzAAoNCgJ2MRIHU2VydmljZRJtCiIKAXMSABoHZGVmYXVsdCIAKgAyADgAQgBaCAoDYXBwEgFzEkMKHgoHODAtaHR0cBIDVENQGFAiCggBEAAa"
        + "BGh0dHAoABIICgNhcHASAXMaACIJQ2x1c3RlcklQOgBCAFIAWgBgAGgAGgIKABoAIgA=";

    private const string Quota =
        "azhzAAoTCgJ2MRINUmVzb3VyY2VRdW90YRI7ChgKAXESABoHZGVmYXVsdCIAKgAyADgAQgASHQoKCgNjcHUSAwoBMQoPCgZtZW1vcnkSBQoDMUdp"
        + "GgAaACIA";

    private const string Secret =
        "azhzAAoMCgJ2MRIGU2VjcmV0EiQKGAoBcxIAGgdkZWZhdWx0IgAqADIAOABCABIGCgFrEgF2GgAaACIA";

    private static readonly string[] Bodies = [Job, Service, Quota, Secret];

    private static readonly GroupVersionKind Pod = new("", "v1", "Pod");

    [Theory]
    [InlineData(
        Job,
        """
        {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"hello","namespace":"default"},"spec":{"template":{"spec":
        {"containers":[{"name":"hello","image":"host","command":["echo","hi"]}],"restartPolicy":"Never"}}}}
        """)]
    [InlineData(
        Service,
        """
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"s","namespace":"default","labels":{"app":"s"}},"spec":{"ports":
        [{"name":"80-http","protocol":"TCP","port":80,"targetPort":"http"}],"selector":{"app":"s"},"type":"ClusterIP"}}
        """)]
    [InlineData(
        Quota,
        """
        {"apiVersion":"v1","kind":"ResourceQuota","metadata":{"name":"q","namespace":"default"},
        "spec":{"hard":{"cpu":"1","memory":"1Gi"}}}
        """)]
    [InlineData(
        Secret,
        """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"default"},"data":{"k":"dg=="}}
        """)]
    public void ToJson_OfWhatKubectlSends_GivesWhatItMeans(string body, string expected) =>
        Assert.Equal(
            JsonNode.Parse(expected)!.ToJsonString(),
            ProtobufBody.ToJson(Convert.FromBase64String(body), Pod).ToJsonString());

    [Fact]
    public void ToJson_OfAnUnknownKind_SaysSo()
    {
        byte[] body = [.. "k8s\0"u8, 10, 9, 10, 2, (byte)'v', (byte)'1', 18, 3, (byte)'F', (byte)'o', (byte)'o'];

        var refusal = Assert.Throws<FormatException>(() => ProtobufBody.ToJson(body, Pod));

        Assert.Equal("no kind \"Foo\" is registered for version \"v1\"", refusal.Message);
    }

    [Fact]
    public void ToJson_OfANestedVolume_InlinesWhatJsonInlines()
    {
        // Pod.spec(2).volumes(1){name(1)="v", volumeSource(2).configMap(19).localObjectReference(1).name(1)="c"}
        byte[] body =
        [
            .. "k8s\0"u8, 10, 9, 10, 2, (byte)'v', (byte)'1', 18, 3, (byte)'P', (byte)'o', (byte)'d',
            18, 17, 18, 15, 10, 13, 10, 1, (byte)'v', 18, 8, 154, 1, 5, 10, 3, 10, 1, (byte)'c',
        ];

        Assert.Equal(
            """{"apiVersion":"v1","kind":"Pod","spec":{"volumes":[{"name":"v","configMap":{"name":"c"}}]}}""",
            ProtobufBody.ToJson(body, Pod).ToJsonString());
    }

    [Fact]
    public void ToJson_OfDamagedBodies_ThrowsNothingButARefusal() =>
        Gen.Select(Gen.Int[0, Bodies.Length - 1], Gen.Int[0, 400], Gen.Byte, Gen.Byte.Array[0, 20]).Sample(
            (body, at, value, tail) =>
            {
                byte[] bytes = [.. Convert.FromBase64String(Bodies[body]), .. tail];
                bytes[Math.Min(at, bytes.Length - 1)] = value;
                TryDecode(bytes);
            });

    [Fact]
    public void ToJson_OfRandomBytes_ThrowsNothingButARefusal() =>
        Gen.Byte.Array[0, 200].Sample(bytes => TryDecode(
            [.. "k8s\0"u8, 10, 9, 10, 2, (byte)'v', (byte)'1', 18, 3, (byte)'P', (byte)'o', (byte)'d', 18, 200, 1, .. bytes]));

    private static void TryDecode(byte[] bytes)
    {
        try
        {
            var json = ProtobufBody.ToJson(bytes, Pod);
            ObjectCodec.Decode(json, Pod);
        }
        catch (Exception refusal) when (refusal is FormatException or StatusException)
        {
        }
    }
}
