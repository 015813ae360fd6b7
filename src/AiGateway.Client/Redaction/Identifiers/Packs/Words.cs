namespace AiGateway.Client.Redaction.Identifiers.Packs;

/// <summary>Words in English, German, French, Spanish and Italian that announce a kind of document.</summary>
internal static class Words
{
    public const string Passport = "passport, passport no, travel document, reisepass, reisepassnummer, passnummer, passeport, pasaporte, passaporto, passaporte, paspoort, paszport";

    public const string Licence =
        "license, licence, driver license, driving licence, dl, permit, fuhrerschein, fuhrerscheinnummer, fahrerlaubnis, permis, licencia, carnet conducir, permiso conducir, patente, guida";

    public const string IdCard =
        "id card, identity card, identity, national id, ausweis, personalausweis, identite, identidad, documento, dni, carta identita, identita, identification, id number, id no";

    public const string Tax =
        "tax, tax id, tax number, taxpayer, tin, steuer, steuernummer, steuer id, fiscal, impuesto, contribuyente, contribuable, codice fiscale, fisco";

    public const string Vat = "vat, vat id, vat no, vat number, vat reg, ust, ust id, ustid, ust idnr, ustidnr, umsatzsteuer, mwst, tva, iva, partita iva, btw, moms, company number";

    public const string Company = "company, company number, business, registration, register, unternehmen, firma, handelsregister, entreprise, societe, empresa, impresa, societa, azienda";

    public const string Plate =
        "plate, license plate, licence plate, number plate, registration, vehicle, car, kennzeichen, autokennzeichen, kfz, kfz kennzeichen, nummernschild, immatriculation, plaque, matricula, targa";

    public const string SocialSecurity =
        "social security, social insurance, ssn, sozialversicherung, sozialversicherungsnummer, securite sociale, seguridad social, sicurezza sociale, previdenza, insurance number";

    public const string Health = "health, health insurance, medicare, patient, insurance, krankenversicherung, versicherung, versichertennummer, krankenkasse, assurance maladie, sanitaria, salud, salute";

    public const string Personal =
        "personal id, personal code, personal number, identity number, national id, national identity, national number, identification number, id number, id no, citizen, birth number, personenkennzahl, personnel";

    public const string Bank =
        "bank, bank account, account, account number, account no, acct, checking, savings, direct deposit, bankkonto, konto, kontonummer, compte, compte bancaire, cuenta, cuenta bancaria, conto, conto corrente";

    public const string Phone = "phone, telephone, tel, mobile, cell, call, contact, telefon, handy, mobil, telephone portable, telefono, movil, cellulare, sms, whatsapp";
}
