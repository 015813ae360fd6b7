namespace AiGateway.Client.Caching.Semantic.Gates.Words;

/// <summary>Spanish words, without accents.</summary>
internal static class SpanishWords
{
    /// <summary>Small words, numbers, dates, and words that exclude each other.</summary>
    public const string Lines = """
        det: el la los las un una unos unas mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa cada lo
        aux: es son era eran ser fue fueron estar esta estan estoy hay he ha han haber tiene tener tengo puedo puede puedes pueden poder debo debe deberia hace hacer hago va voy sera podria podrias
        pro: yo tu el ella nosotros ellos ellas usted ustedes me te se nos le les lo
        ask: que quien quienes cual cuales cuando donde por-que como cuanto cuanta cuantos cuantas
        prep: en por para con sobre entre durante bajo al del segun
        stop: por favor gracias hola dime di explica explicar explicame muestra mostrar muestrame dame describe ayuda ayudame quiero quisiera necesito gustaria saber bien si tambien muy asi pues forma manera modo posible encontrar encuentro
        not: no nunca jamas sin ningun ninguna ninguno nada nadie ni tampoco excepto salvo
        fail: problema problemas error errores falla fallo roto imposible prohibido rechazado bloqueado ilegal averiado
        known: se seguro segura entiendo recuerdo solo solamente
        same: comparar compara comparacion diferencia diferencias entre similar parecido igual mismo distancia lejos juntos suma
        and: y e o u mas
        from: de desde
        to: a al hacia hasta
        than: que
        by: por
        instead: lugar vez
        before: antes
        after: despues tras
        compare: mejor peor mayor menor mas menos
        number: dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cero=0 docena=12
        scale: cien=100 ciento=100 mil=1000 millon=1000000 millones=1000000
        ordinal: primero=1 primera=1 primer=1 segundo=2 segunda=2 tercero=3 tercera=3 tercer=3 cuarto=4 cuarta=4 quinto=5 quinta=5
        month: enero=1 febrero=2 marzo=3 abril=4 mayo=5 junio=6 julio=7 agosto=8 septiembre=9 octubre=10 noviembre=11 diciembre=12
        day: lunes=1 martes=2 miercoles=3 jueves=4 viernes=5 sabado=6 domingo=7
        relative: hoy=today manana=tomorrow ayer=yesterday mediodia=12:00 medianoche=0:00 tarde=afternoon noche=evening primavera=spring verano=summer otono=autumn invierno=winter navidad=12-25
        unit: porciento=% euro=eur euros=eur dolar=usd dolares=usd libra=pound libras=pound peso=peso pesos=peso centimos=cent
        unit: segundos=s minuto=min minutos=min hora=h horas=h dia=day dias=day semana=week semanas=week mes=month meses=month ano=year anos=year siglo=century
        unit: kilometro=km kilometros=km metro=m metros=m centimetro=cm centimetros=cm milimetros=mm milla=mi millas=mi pie=ft pies=ft pulgada=inch pulgadas=inch hectarea=ha hectareas=ha kilogramo=kg kilogramos=kg kilo=kg kilos=kg gramo=g gramos=g onza=oz onzas=oz tonelada=tonne toneladas=tonne litro=l litros=l mililitros=ml grado=deg grados=deg celsius=c fahrenheit=f
        pair: aumentar aumenta aumento subir sube incrementar / disminuir disminuye reducir reduce bajar baja reduccion
        pair: antes / despues tras
        pair: primero primera primer / ultimo ultima
        pair: maximo maxima / minimo minima
        pair: mas / menos
        pair: mejor mejores / peor peores
        pair: comprar compra compro / vender venta vendo
        pair: ganar gana gano / perder pierde perdio
        pair: izquierda / derecha
        pair: norte / sur / este-cardinal / oeste
        pair: abrir abre abierto abro / cerrar cierra cerrado cierro
        pair: anadir agregar agrego crear / eliminar elimino borrar borro quitar
        pair: enviar envio / recibir recibo
        pair: importar / exportar
        pair: cargar subir / descargar bajar
        pair: depositar ingresar / retirar
        pair: empezar comenzar inicio iniciar / terminar parar fin acabar detener
        pair: llegada llegar llega / salida salir sale
        pair: ventajas ventaja beneficios / desventajas desventaja inconvenientes riesgos
        pair: hombre hombres / mujer mujeres
        pair: madre / padre
        pair: alto alta / bajo baja
        pair: caliente calor / frio fria
        pair: largo larga / corto corta
        pair: grande grandes / pequeno pequena pequenos
        pair: rapido rapida / lento lenta
        pair: viejo vieja antiguo antigua / joven nuevo nueva
        pair: barato barata / caro cara
        pair: facil / dificil
        pair: dentro interior / fuera exterior
        pair: mostrar / ocultar esconder
        pair: bloquear bloqueo / desbloquear desbloqueo
        pair: rojo roja / azul / verde / amarillo amarilla / negro negra / blanco blanca
        pair: bruto / neto
        opposite: activar activo encender enciendo habilitar / desactivar desactivo apagar apago deshabilitar
        opposite: permitido permitir legal / prohibido prohibir ilegal
        opposite: aceptar acepta / rechazar rechaza
        opposite: posible / imposible
        opposite: sano saludable / malsano insalubre
        opposite: seguro / peligroso inseguro
        opposite: verdadero / falso
        opposite: publico publica / privado privada
        opposite: obligatorio / opcional voluntario
        opposite: gratis gratuito / pago
        opposite: incluido incluye incluir / excluido excluye excluir
        like: paso ocurrio sucedio ocurre sucede pasa
        like: coche carro auto
        like: costo cuesta precio cuestan
        like: habitantes poblacion
        like: cambiar modificar restablecer
        like: clima tiempo
        """;
}
