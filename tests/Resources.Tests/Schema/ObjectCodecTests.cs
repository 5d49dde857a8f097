using System.Text;
using k8s.Models;
using OrleansScheduler.Resources.Schema;
using OrleansScheduler.Resources.Status;

namespace OrleansScheduler.Resources.Tests.Schema;

public sealed class ObjectCodecTests
{
    private static readonly GroupVersionKind Pod = new("", "v1", "Pod");
    private static readonly GroupVersionKind Lease = new("coordination.k8s.io", "v1", "Lease");

    [Theory]
    [InlineData("""{"spec":{"containers":{"a":"b"}}}""", "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container")]
    [InlineData("""{"spec":{"hostNetwork":"yes"}}""", "json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of type bool")]
    [InlineData("""{"spec":{"priority":1.5}}""", "json: cannot unmarshal number 1.5 into Go struct field PodSpec.spec.priority of type int32")]
    [InlineData("""{"spec":{"priority":5000000000}}""", "json: cannot unmarshal number 5000000000 into Go struct field PodSpec.spec.priority of type int32")]
    [InlineData("""{"spec":{"containers":[{"name":1}]}}""", "json: cannot unmarshal number into Go struct field Container.spec.containers.name of type string")]
    [InlineData("""{"metadata":{"labels":{"a":true}}}""", "json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("""{"metadata":"x"}""", "json: cannot unmarshal string into Go struct field Pod.metadata of type v1.ObjectMeta")]
    [InlineData("""{"spec":{"restartPolicy":1}}""", "json: cannot unmarshal number into Go struct field PodSpec.spec.restartPolicy of type v1.RestartPolicy")]
    [InlineData("""{"metadata":{"creationTimestamp":"yesterday"}}""", "parsing time \"yesterday\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"yesterday\" as \"2006\"")]
    [InlineData("""{"metadata":{"creationTimestamp":"2026-13-01T00:00:00Z"}}""", "parsing time \"2026-13-01T00:00:00Z\": month out of range")]
    public void Decode_OfAWrongType_SaysWhatKubernetesSays(string json, string problem)
    {
        var refusal = Assert.Throws<StatusException>(() => ObjectCodec.Decode(Encoding.UTF8.GetBytes(json), Pod));

        Assert.Equal($"Pod in version \"v1\" cannot be handled as a Pod: {problem}", refusal.Message);
        Assert.Equal(400, refusal.Status.Code);
    }

    [Theory]
    [InlineData("""{"metadata":{"bogus":1},"dat":{"a":"b"}}""", "unknown field \"metadata.bogus\", unknown field \"dat\"")]
    [InlineData("""{"spec":{"containers":[{"name":"a","imagee":"x"}]}}""", "unknown field \"spec.containers[0].imagee\"")]
    [InlineData("""{"metadata":{"labels":{"a":"1","a":"2"}}}""", "duplicate field \"metadata.labels.a\"")]
    [InlineData("""{"spec":{"nodeName":"a","nodeName":"b"}}""", "duplicate field \"spec.nodeName\"")]
    [InlineData("""{"Spec":{}}""", "unknown field \"Spec\"")]
    public void Decode_OfUnknownAndDuplicateFields_ReportsTheirPaths(string json, string problems) =>
        Assert.Equal(problems, string.Join(", ", ObjectCodec.Decode(Encoding.UTF8.GetBytes(json), Pod).StrictProblems));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"spec":{}} x""")]
    [InlineData("nul")]
    public void Decode_OfMalformedJson_IsABadRequest(string json)
    {
        var refusal = Assert.Throws<StatusException>(() => ObjectCodec.Decode(Encoding.UTF8.GetBytes(json), Pod));

        Assert.Equal("BadRequest", refusal.Reason);
    }

    [Fact]
    public void Decode_OfDeepNesting_IsABadRequest()
    {
        var json = Encoding.UTF8.GetBytes("""{"x":""" + new string('[', 100_000) + new string(']', 100_000) + "}");

        Assert.Equal("BadRequest", Assert.Throws<StatusException>(() => ObjectCodec.Decode(json, Pod)).Reason);
    }

    [Fact]
    public void Encode_OfAnEmptyPod_WritesWhatGoDoesNotOmit() =>
        Assert.Equal(
            """{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"},"spec":{"containers":null},"status":{}}""",
            Encode(new V1Pod { Metadata = new V1ObjectMeta { Name = "a", ResourceVersion = "7" } }, Pod));

    [Fact]
    public void Encode_OfAPodThatWasDecoded_KeepsPointersToZeroAndNormalisesTimes()
    {
        const string json = """
            {"metadata":{"name":"a","creationTimestamp":"2026-01-01T02:00:00.5+01:00"},"spec":{"priority":0,"hostNetwork":false,
            "containers":[{"name":"c","ports":[{"containerPort":80}],"livenessProbe":{"httpGet":{"port":"80"}}}]}}
            """;

        var encoded = Encode(ObjectCodec.Decode(Encoding.UTF8.GetBytes(json), Pod).Object, Pod);

        Assert.Equal(
            """{"kind":"Pod","apiVersion":"v1","metadata":{"name":"a","creationTimestamp":"2026-01-01T01:00:00Z"},"spec":"""
            + """{"containers":[{"name":"c","ports":[{"containerPort":80}],"resources":{},"livenessProbe":"""
            + """{"httpGet":{"port":"80"}}}],"priority":0},"status":{}}""",
            encoded);
    }

    [Fact]
    public void Encode_OfALease_WritesMicroseconds()
    {
        var lease = new V1Lease { Metadata = new V1ObjectMeta { Name = "a" }, Spec = new V1LeaseSpec { RenewTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) } };

        Assert.Contains("\"renewTime\":\"2026-01-01T00:00:00.000000Z\"", Encode(lease, Lease), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfWhatEncodeWrote_GivesAnEqualObject()
    {
        var pod = new V1Pod { Metadata = new V1ObjectMeta { Name = "a", Labels = new Dictionary<string, string> { ["b"] = "1", ["a"] = "2" } } };
        var json = ObjectCodec.Encode(pod, Pod);

        Assert.Equal(json, ObjectCodec.Encode(ObjectCodec.Read<V1Pod>(json), Pod));
    }

    private static string Encode(k8s.IKubernetesObject obj, GroupVersionKind type) =>
        Encoding.UTF8.GetString(ObjectCodec.Encode(obj, type));
}
