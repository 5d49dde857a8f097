using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Tests.Validation;

public sealed class FieldErrorsTests
{
    private readonly FieldErrors _errors = new();
    private readonly FieldPath _field = FieldPath.Of("f");

    [Fact]
    public void Required_WithoutDetail_EndsAfterTheType()
    {
        _errors.Required(_field);
        Assert.Equal(new FieldError(FieldErrorType.FieldValueRequired, "f", "Required value"), _errors[0]);
    }

    [Theory]
    [InlineData("a", "\"a\"")]
    [InlineData("\abell\u200b", "\"\\abell\\u200b\"")]
    [InlineData(3, "3")]
    [InlineData(true, "true")]
    [InlineData(null, "null")]
    public void Invalid_OfAScalar_ShowsItInGoNotation(object? value, string shown)
    {
        _errors.Invalid(_field, value, "is wrong");
        Assert.Equal($"Invalid value: {shown}: is wrong", _errors[0].Message);
    }

    [Fact]
    public void Invalid_OfAnObject_ShowsItsJson()
    {
        var selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["a"] = "b" } };
        _errors.Invalid(_field, selector, "is wrong");
        Assert.Equal("Invalid value: {\"matchLabels\":{\"a\":\"b\"}}: is wrong", _errors[0].Message);
    }

    [Fact]
    public void NotSupported_OfAValue_NamesTheSupportedOnes()
    {
        _errors.NotSupported(_field, "x", ["A", "B"]);
        Assert.Equal("Unsupported value: \"x\": supported values: \"A\", \"B\"", _errors[0].Message);
    }

    [Theory]
    [InlineData(1, "Too many: 2: must have at most 1 item")]
    [InlineData(3, "Too many: 2: must have at most 3 items")]
    public void TooMany_OfAList_CountsItems(int max, string message)
    {
        _errors.TooMany(_field, 2, max);
        Assert.Equal(message, _errors[0].Message);
    }
}
