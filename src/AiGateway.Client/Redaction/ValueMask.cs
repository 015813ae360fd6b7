namespace AiGateway.Client.Redaction;

/// <summary>Masks values: letters and digits become asterisks.</summary>
internal static class ValueMask
{
    private const int Kept = 4;

    public static string Mask(string entity, string value)
    {
        var keep = entity is "CREDIT_CARD" or "IBAN_CODE" && value.Length > 2 * Kept ? Kept : 0;
        return string.Create(value.Length, (value, keep), static (target, state) =>
        {
            var left = state.keep;
            for (var i = target.Length - 1; i >= 0; i--)
            {
                var c = state.value[i];
                var masked = char.IsLetterOrDigit(c) || char.IsSurrogate(c);
                target[i] = masked && left <= 0 ? '*' : c;
                left -= masked ? 1 : 0;
            }
        });
    }

    public static string Replace(string entity) => $"<{entity}>";
}
